"""What a unit costs for a week: spending over the weeks that its users were served."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

from almoner.catalogue.cohorts import Events, Months
from almoner.catalogue.measures import Ratio
from almoner.catalogue.rows.organisation import spending

WEEKS_A_MONTH: Final = Fraction(52, 12)
_PENCE: Final = 100


def unit_cost(*headings: str, of: Months, weight: str | None = None, parts: int = 1) -> Ratio:
    """Pounds spent under the headings, for each week of each unit in `of`.

    Units are counted at the end of each month, which stands for 52 / 12 weeks. With `weight`, a
    column of what each unit has in a week (in `parts` of one: tenths of an hour), it is the cost of
    one of those.
    """

    def under(unit: Any) -> Any:
        """Spent under one of the headings."""
        return unit.heading.isin(headings)

    return Ratio(
        top=Events(spending, on="month", where=under),
        bottom=of,
        top_weight="amount",
        bottom_weight=weight,
        times=parts / WEEKS_A_MONTH / _PENCE,
    )
