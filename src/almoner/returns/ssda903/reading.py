"""Reading an SSDA903: the CSV lists of a folder or zip, or one XML file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.returns.files import parts_of
from almoner.returns.lists import read_list, which
from almoner.returns.ssda903.fields import FILES, SHAPES


def read(path: Path) -> Mapping[str, pl.DataFrame]:
    """The tables at `path` as text. Where there are CSV lists, XML files beside them are left.

    Raises Refusal for what is not an SSDA903: an unknown list, missing columns, one list twice.
    """
    parts = parts_of(path, (".csv", ".xml"))
    lists = [part for part in parts if part.ending == ".csv"]
    if not lists:
        if len(parts) > 1:
            raise Refusal(_("there is more than one XML file here"), file=path,
                          found=", ".join(part.name for part in parts))  # fmt: skip
        from almoner.returns.ssda903.xml import read_xml

        return read_xml(parts[0])
    tables: dict[str, pl.DataFrame] = {}
    files: dict[str, str] = {}
    for part in lists:
        frame = read_list(part)
        table = which(part, frame, FILES, SHAPES)
        if table in tables:
            message = _("the list {table} is here twice").format(table=table)
            raise Refusal(message, file=path, found=f"{files[table]}, {part.name}")
        tables[table], files[table] = frame, part.name
    return tables
