"""Series by month or by quarter as arrays without gaps in their calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.formats import date_format

from almoner.catalogue.published import PublishedIndicator
from almoner.measurements.history import History
from almoner.reference.period import PeriodKind, month_period
from almoner.reference.periods import Period

if TYPE_CHECKING:
    from almoner.signals.batch import FloatArray, IntArray

STEPS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3}
FULL = 0.9
"""Share of the calendar that must have a value for season and memory to be read."""


@dataclass(frozen=True)
class Regular:
    """One series, an entry a month or quarter from its first to its last figure.

    `values` are NaN where there is no figure; `season` numbers the month or quarter of the year
    from 0, and `a_year` is 12 or 4.
    """

    entry: PublishedIndicator
    periods: list[str]
    values: FloatArray
    season: IntArray
    a_year: int

    @property
    def is_full(self) -> bool:
        """Whether nearly all of the calendar has a figure."""
        import numpy as np

        return bool(len(self.values) and (~np.isnan(self.values)).mean() >= FULL)


def regular(entry: PublishedIndicator, held: History) -> Regular | None:
    """The series by month or quarter; None where it has other periods, or under two figures."""
    import numpy as np

    known = {
        Period.from_code(code): value
        for code, value in zip(held.periods, held.values, strict=True)
        if value is not None
    }
    kinds = {period.kind for period in known}
    if len(known) < 2 or len(kinds) != 1 or not kinds <= set(STEPS):
        return None
    kind = kinds.pop()
    step = STEPS[kind]
    starts = _starts(min(one.start for one in known), max(one.start for one in known), step)
    by_start = {period.start: value for period, value in known.items()}
    values = np.array([by_start.get(start, np.nan) for start in starts], dtype=np.float64)
    season = np.array([(start.month - 1) // step for start in starts], dtype=np.int64)
    periods = [month_period(kind, start).code for start in starts]
    return Regular(entry, periods, values, season, 12 // step)


def ahead(last: str, count: int) -> list[str]:
    """The codes of the next `count` months or quarters after a period."""
    period = Period.from_code(last)
    step = STEPS[period.kind]
    first = period.start.year * 12 + period.start.month - 1
    months = [first + step * turn for turn in range(1, count + 1)]
    return [month_period(period.kind, date(m // 12, m % 12 + 1, 1)).code for m in months]


def _starts(first: date, last: date, step: int) -> list[date]:
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month, step)
    return [date(month // 12, month % 12 + 1, 1) for month in months]


def short_words(code: str) -> str:
    """A month or quarter as briefly as a chart needs: "Apr 2024", "Apr–Jun 2024"."""
    period = Period.from_code(code)
    last = date_format(period.end, "M Y")
    if period.kind is PeriodKind.MONTH:
        return last
    return f"{date_format(period.start, 'M')}–{last}"
