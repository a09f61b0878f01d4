"""The fields of Client Level Data with the condition of their status, code lists, old values."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

from almoner.returns.shapes import TableShape, load_codes, load_shapes

DATA = Path(__file__).resolve().parent / "data"
TABLE, KEY = "CLD", "LA_Person_Unique_Identifier"


class Status(NamedTuple):
    """A field: its label, and the names of the conditions in which it applies and is mandatory."""

    field: str
    label: str
    applicable: str
    mandatory: str


def _lines(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


_FIELDS = _lines("fields.csv")
STATUSES = tuple(
    Status(line["field"], line["label"], line["applicable"], line["mandatory"]) for line in _FIELDS
)
LABELS = {status.label: status.field for status in STATUSES if status.label != status.field}
SHAPES: dict[str, TableShape] = load_shapes(
    DATA / "fields.csv", key=KEY, upper=False, other_names=LABELS
)
SHAPE = SHAPES[TABLE]
CODES = {name: frozenset(code.lower() for code in codes)
         for name, codes in load_codes(DATA / "codes.csv").items()}  # fmt: skip
CODES_AS_WRITTEN = {name: {code.lower(): code for code in codes}
                    for name, codes in load_codes(DATA / "codes.csv").items()}  # fmt: skip
# The order of outcomes by which the department keeps one of several records of an event.
OUTCOME_RANK = {code.lower(): rank for rank, code in
                enumerate(load_codes(DATA / "codes.csv")["Event Outcome"], start=1)}  # fmt: skip
SETTLED = frozenset(
    line["code"].lower()
    for line in _lines("codes.csv")
    if line["code_list"] == "Accommodation Status" and line["group"].startswith("own home")
)
# Field -> value of Release 1 in lower case -> value of Release 2 in lower case, or "".
RELEASE_1: dict[str, dict[str, str]] = {}
for _line in _lines("release1.csv"):
    RELEASE_1.setdefault(_line["field"], {})[_line["release1"].lower()] = _line["release2"].lower()
