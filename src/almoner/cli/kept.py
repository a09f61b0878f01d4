"""The record as commands take it: what is kept, or a folder of records."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

Held = tuple["Mapping[str, pl.DataFrame]", str | None]


def kept_records(day: date | None, authority: str | None) -> Held:
    """The tables that are kept, as known on a day (None: now), and whose they are."""
    from almoner.website.starting import migrate, start

    start()
    migrate()
    from almoner.casework.held import rows_known
    from almoner.casework.queries import the_authority

    code = the_authority(authority).code
    return rows_known(code, day, submitted=True), code


def folder_records(folder: Path, day: date | None, authority: str | None) -> Held:
    """The tables of a folder of records, as known on a day, and whose they are."""
    from almoner.records.directory import RecordsDirectory

    directory = RecordsDirectory(folder)
    held = {name: directory.scan(name, as_known_on=day).collect() for name in directory.tables}
    about = folder / "records.json"
    told = json.loads(about.read_text(encoding="utf-8")) if about.is_file() else {}
    return held, authority or told.get("covers", {}).get("council")
