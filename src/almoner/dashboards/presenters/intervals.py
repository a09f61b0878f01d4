"""How sure a figure is: intervals where its parts are published."""

from __future__ import annotations

from collections.abc import Sequence

from almoner.catalogue.published import PublishedIndicator
from almoner.measurements.models import Series

Bounds = tuple[float, float] | None


def intervals(series: Sequence[Series], entry: PublishedIndicator) -> list[Bounds]:
    """95% Wilson intervals of percentages whose numerator and denominator are known, else None.

    A published percentage that is not the quotient of its published parts (they were rounded, or
    counted otherwise) gets none: the interval would not be that of the figure shown.
    """
    if entry.unit != "%":
        return [None] * len(series)
    return [_wilson(one) for one in series]


def _wilson(series: Series) -> Bounds:
    from almoner.signals.intervals import wilson  # scipy is loaded only where it is used

    value, top, bottom = series.value, series.numerator, series.denominator
    if value is None or top is None or not bottom or not 0 <= top <= bottom:
        return None
    if abs(100 * top / bottom - value) > 1:
        return None
    found = wilson([top], [bottom]).times(100)
    return float(found.lower[0]), float(found.upper[0])
