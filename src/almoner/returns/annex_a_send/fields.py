"""The two lists of SEND Annex A and their fields."""

from __future__ import annotations

from pathlib import Path

from almoner.returns.shapes import load_shapes

_FILE = Path(__file__).resolve().parent / "data" / "fields.csv"
KEY = "Unique ID"
MAIN_SCHOOL = "Main education establishment – URN"
SUBSIDIARY_SCHOOL = "Subsidiary education establishment – phase (dual registration)"
_DASHED = (MAIN_SCHOOL, "Main education establishment – phase", SUBSIDIARY_SCHOOL)

SHAPES = load_shapes(
    _FILE,
    key=KEY,
    upper=False,
    other_names={name.replace("–", "-"): name for name in _DASHED},
)
# Pattern in a sheet's or file's title -> list.
TITLES = {r"\blist ?0?1\b": "List 1", r"\blist ?0?2\b": "List 2"}
