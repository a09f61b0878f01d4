"""Where an indicator has anything to show: a place with nothing left loses its cells."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from almoner.catalogue.measures import Rate
from almoner.engine.live import Live

KINDS = {1: ("M",), 3: ("Q",), 12: ("Y", "R")}
"""The first letters of the periods that a window of so many months makes."""

Present = set[tuple[str, str, int]]
"""Unit, indicator and window."""


def present(live: Live) -> Present:
    """Where there is anything to show of all people together.

    A rate is shown wherever there are residents, whatever is counted, so it never goes.
    """
    rates = {one.code for one in live.indicators if isinstance(one.measure, Rate)}
    return {
        found
        for (code, grouping), _cells in live.kept.items()
        if grouping in ("", "area") and code not in rates
        for found in _of(live, code, grouping)
    }


def _of(live: Live, code: str, grouping: str) -> Iterator[tuple[str, str, int]]:
    cells = live.kept[code, grouping]
    for window, totals in cells.totals.items():
        met = totals[-1].any(axis=(0, 2, 3))
        for place in np.flatnonzero(met):
            yield cells.places[place], code, window
