"""Reading Client Level Data: one CSV file, or those of several submissions in order of name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.returns.cld.fields import LABELS, SHAPE, TABLE
from almoner.returns.files import Part, parts_of
from almoner.returns.lists import read_list
from almoner.returns.spreadsheets import plain

# Without these nobody can say whose event it is, or of what kind and when. Any other field that is
# absent is blank in every row, which the rules report.
NEEDED = (
    "Client_Type", "Event_Type", "Event_Start_Date", "Event_End_Date", "Service_Type",
)  # fmt: skip
PERSON = ("NHS_Number", "LA_Person_Unique_Identifier")
_OWN = {plain(name): name for name in SHAPE.columns} | {
    plain(label): name for label, name in LABELS.items()
}


def read(path: Path) -> Mapping[str, pl.DataFrame]:
    """The rows at `path` as text, files in order of name.

    Raises Refusal for a file that is not Client Level Data.
    """
    frames = [_read(part) for part in parts_of(path, (".csv",))]
    return {TABLE: pl.concat(frames, how="diagonal")}


def _read(part: Part) -> pl.DataFrame:
    frame = read_list(part)
    own: dict[str, str] = {}
    for name in frame.columns:
        field = _OWN.get(plain(name))
        if field is not None and field not in own.values():
            own[name] = field
    missing = [name for name in NEEDED if name not in own.values()]
    if not set(PERSON) & set(own.values()):
        missing.append(_("{one} or {other}").format(one=PERSON[0], other=PERSON[1]))
    if missing:
        raise Refusal(
            _("columns are missing: {names}").format(names=", ".join(missing)),
            file=part.name, found=", ".join(frame.columns), expected=", ".join(SHAPE.columns),
        )  # fmt: skip
    return frame.select(list(own)).rename(own)
