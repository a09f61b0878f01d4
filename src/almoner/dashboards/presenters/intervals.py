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
    found: list[Bounds] = [None] * len(series)
    fitting = [place for place, one in enumerate(series) if entry.unit == "%" and _fits(one)]
    if not fitting:
        return found
    from almoner.signals.intervals import wilson  # scipy is loaded only where it is used

    tops = [series[place].numerator for place in fitting]
    bottoms = [series[place].denominator for place in fitting]
    limits = wilson(tops, bottoms).times(100)
    for place, lower, upper in zip(fitting, limits.lower, limits.upper, strict=True):
        found[place] = (float(lower), float(upper))
    return found


def _fits(series: Series) -> bool:
    value, top, bottom = series.value, series.numerator, series.denominator
    if value is None or top is None or not bottom or not 0 <= top <= bottom:
        return False
    return abs(100 * top / bottom - value) <= 1
