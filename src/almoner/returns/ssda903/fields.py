"""The tables, fields and codes of the SSDA903, and the file names of its CSV lists."""

from __future__ import annotations

from pathlib import Path

from almoner.returns.shapes import load_codes, load_shapes
from almoner.returns.tables import NUMBERS

DATA = Path(__file__).resolve().parent / "data"

SHAPES = load_shapes(DATA / "fields.csv", key="CHILD")
CODES = load_codes(DATA / "codes.csv")

# File name without its ending -> table, for the CSV form of the return.
FILES = {
    "header": "Header",
    "episodes": "Episodes",
    "reviews": "Reviews",
    "uasc": "UASC",
    "oc2": "OC2",
    "oc3": "OC3",
    "ad1": "AD1",
    "placed_for_adoption": "PlacedAdoption",
    "previous_permanence": "PrevPerm",
    "missing": "Missing",
    "sw_episodes": "SWEpisodes",
    "dolo": "DoLo",
}
TABLES = tuple(FILES.values())

# Fields that the reader turns into something else than text, and keeps as given beside it.
TURNED = frozenset(
    field.name
    for name in TABLES
    for field in SHAPES[name].fields
    if field.is_date or field.name in NUMBERS
)
