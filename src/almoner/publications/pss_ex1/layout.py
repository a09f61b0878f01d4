"""Where the figures of each year's form stand, and what the return's marks mean."""

from __future__ import annotations

from functools import cache

import polars as pl

from almoner.publications.files import read_csv
from almoner.publications.publication import DATA_DIR
from almoner.reference.measurement import Marker

CODE = "pss-ex1"
FOLDER = DATA_DIR / CODE

# A dot is "not applicable", two "not available". A blank is nil or not returned, which cannot be
# told apart; councils wrote the same in words of their own.
MARKERS = {
    ".": Marker.NOT_APPLICABLE,
    "..": Marker.NOT_AVAILABLE,
    '".."': Marker.NOT_AVAILABLE,
    '" "': Marker.NOT_AVAILABLE,
    "-": Marker.NOT_AVAILABLE,
    "**": Marker.NOT_AVAILABLE,
    "no data": Marker.NOT_AVAILABLE,
    "not available": Marker.NOT_AVAILABLE,
    "unable to report": Marker.NOT_AVAILABLE,
    "#num!": Marker.NOT_AVAILABLE,
}
# How the return names clients -> how breakdowns name them, most telling words first.
CLIENTS = {
    "adult and older person": None,
    "adults and older people": None,
    "learning disabilit": "learning-disability",
    "mental health": "mental-health",
    "mental illness": "mental-health",
    "physical disabilit": "physical-disability",
    "older p": "older",
    "disabled children": "children",
}


@cache
def activity_rows() -> pl.DataFrame:
    """Row of each year's activity form -> indicator and breakdown, and the PAF it counts towards.

    Columns: year, source_row, begins (how the row's label begins), indicator, breakdown, paf.
    """
    table = read_csv(FOLDER / "activity_rows.csv").frame
    return table.with_columns(pl.col("source_row").cast(pl.Int64))


def client(text: str) -> str | None:
    """The client group that a label names, None for all together; KeyError where it names none."""
    plain = text.lower()
    return next(CLIENTS[words] for words in CLIENTS if words in plain)
