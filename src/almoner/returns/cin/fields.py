"""The tables, fields and codes of the census, and the file names of its flattened CSV lists."""

from __future__ import annotations

from pathlib import Path

from almoner.returns.shapes import load_codes, load_shapes

DATA = Path(__file__).resolve().parent / "data"

# The field was GenderCurrent until 2023-24; other software calls the factor by the singular.
OTHER_NAMES = {"GenderCurrent": "Sex", "AssessmentFactor": "AssessmentFactors"}
SHAPES = load_shapes(
    DATA / "fields.csv",
    key="LAchildID",
    upper=False,
    date_form="%Y-%m-%d",
    other_names=OTHER_NAMES,
)
CODES = load_codes(DATA / "codes.csv")
TABLES = tuple(SHAPES)
CHILD, CASE = "LAchildID", ("LAchildID", "CINdetailsID")

# Part of a file's name -> table, for the CSV form of the return.
FILES = {table.lower(): table for table in TABLES}

# Fields that the reader turns into dates, and keeps as given beside the date.
DATES = frozenset(
    field.name for shape in SHAPES.values() for field in shape.fields if field.is_date
)
