"""Reading a census: one XML file, or the flattened CSV lists of a folder or zip."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.returns.cin.fields import FILES, OTHER_NAMES, SHAPES
from almoner.returns.files import Part, parts_of
from almoner.returns.lists import read_list, which

_NAMES = {name.upper(): name for shape in SHAPES.values() for name in shape.names}
_NAMES |= {other.upper(): name for other, name in OTHER_NAMES.items()}


def read(path: Path) -> Mapping[str, pl.DataFrame]:
    """The tables at `path` as text. Where there are CSV lists, XML files beside them are left.

    Raises Refusal for what is not a census: an unknown list, missing columns, one list twice.
    """
    parts = parts_of(path, (".csv", ".xml"))
    lists = [part for part in parts if part.ending == ".csv"]
    if not lists:
        if len(parts) > 1:
            raise Refusal(_("there is more than one XML file here"), file=path,
                          found=", ".join(part.name for part in parts))  # fmt: skip
        from almoner.returns.cin.xml import read_xml

        return read_xml(parts[0])
    tables: dict[str, pl.DataFrame] = {}
    files: dict[str, str] = {}
    for part in lists:
        frame = _read_list(part)
        table = which(part, frame, FILES, SHAPES)
        if table in tables:
            message = _("the list {table} is here twice").format(table=table)
            raise Refusal(message, file=path, found=f"{files[table]}, {part.name}")
        tables[table], files[table] = frame, part.name
    return tables


def _read_list(part: Part) -> pl.DataFrame:
    frame = read_list(part)
    own = {name: _NAMES[name] for name in frame.columns if name in _NAMES}
    return frame.rename(own) if len(set(own.values())) == len(own) else frame
