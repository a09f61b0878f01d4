"""From when to when a row was held to be true: so that a figure can be asked as known on a day.

Nothing is overwritten: a correction closes the old version of a row (`known_until`) and adds a
new one. A row without these columns has always been known.
"""

from __future__ import annotations

from datetime import date

import polars as pl

KNOWN_FROM = "known_from"
KNOWN_UNTIL = "known_until"
SOURCE = "known_source"
PROVENANCE = {KNOWN_FROM: pl.Date, KNOWN_UNTIL: pl.Date, SOURCE: pl.String}


def known_on(frame: pl.LazyFrame, on: date | None) -> pl.LazyFrame:
    """The versions of rows that were current at the end of day `on` (None: the newest)."""
    names = frame.collect_schema().names()
    if KNOWN_FROM in names and on is not None:
        frame = frame.filter(pl.col(KNOWN_FROM).is_null() | (pl.col(KNOWN_FROM) <= on))
    if KNOWN_UNTIL in names:
        closed = pl.col(KNOWN_UNTIL).is_not_null()
        if on is not None:
            closed = closed & (pl.col(KNOWN_UNTIL) <= on)
        frame = frame.filter(~closed)
    return frame
