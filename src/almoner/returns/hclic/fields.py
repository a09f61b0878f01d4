"""The nine sections of H-CLIC, as tables of what can be known of a section without its schema."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

from almoner.returns.shapes import Field, TableShape
from almoner.returns.spreadsheets import plain

_FILE = Path(__file__).resolve().parent / "data" / "sections.csv"
CASE, VALUES, NO_DATES = "CaseID", "Values", "NotDates"
# Name of the element that a row was, where it stood within its section's.
RECORD = "./"
FIRST_REPORTED = "all cases when first reported"


class Section(NamedTuple):
    """A section's name, and when it is required."""

    name: str
    when: str


with _FILE.open(encoding="utf-8", newline="") as _lines:
    SECTIONS = tuple(
        Section(line["section"], line["when_required"]) for line in csv.DictReader(_lines)
    )
MAIN = SECTIONS[0].name
# CaseID: the case's identifier. Values: how many elements of the row are filled in. NotDates: those
# whose text is written like a date that does not exist, with that text.
_FIELDS = (Field(CASE, "text"), Field(VALUES, "integer"), Field(NO_DATES, "text"))
SHAPES = {s.name: TableShape(s.name, _FIELDS, CASE, upper=False) for s in SECTIONS}
BY_PLAIN_NAME = {plain(name): name for name in SHAPES}
