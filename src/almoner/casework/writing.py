"""The record of an authority as a folder of files, as `almoner.records.directory` reads them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from almoner.casework.held import rows_known
from almoner.casework.queries import the_authority
from almoner.reference.language import _
from almoner.reference.refusal import Refusal


def write_records(*, folder: Path, authority: str, on: date | None = None) -> dict[str, int]:
    """Write every table that has rows as Parquet, as known on a day (None: now); rows by table.

    Refuses a folder that is there already.
    """
    whose = the_authority(authority)
    if folder.exists():
        raise Refusal(_("there is such a folder already"), file=folder)
    folder.mkdir(parents=True)
    rows = {}
    for name, frame in rows_known(authority, on, submitted=True).items():
        if frame.height:
            frame.write_parquet(folder / f"{name}.parquet")
            rows[name] = frame.height
    covers = {"council": whose.code, "from": str(whose.covers_from)}
    if whose.covers_to:
        covers["to"] = str(whose.covers_to)
    about = {"made_up": whose.made_up, "covers": covers}
    (folder / "records.json").write_text(json.dumps(about), encoding="utf-8")
    return rows
