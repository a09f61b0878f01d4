"""Episodes of need closed after six months to a year."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.referrals import need_episodes


def lasted_so(unit: Any) -> Any:
    """Lasted six months to a year."""
    return (unit.closed_on >= unit.months_6_on) & (unit.closed_on < unit.year_on)


INDICATOR = Indicator(
    code="CH-NEED-CLOSED-6-12",
    title="Episodes of need closed after six months to a year",
    service="children",
    topic="Children in need",
    measure=Percentage(of=Events(need_episodes, on="closed_on"), having=lasted_so),
    polarity=Polarity.NONE,
    numerator="Of these, episodes that had lasted six months to a year",
    denominator="Episodes of need closed in the period",
    source="Children in need census; DfE definition",
    lineage=("LAIT 266",),
    published_as="LAIT-CINCease6-1",
)
