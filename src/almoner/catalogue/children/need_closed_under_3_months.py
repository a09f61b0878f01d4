"""Episodes of need closed after under three months."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.referrals import need_episodes


def lasted_under_3_months(unit: Any) -> Any:
    """Lasted under three months."""
    return unit.closed_on < unit.months_3_on


INDICATOR = Indicator(
    code="CH-NEED-CLOSED-3",
    title="Episodes of need closed after under three months",
    service="children",
    topic="Children in need",
    measure=Percentage(of=Events(need_episodes, on="closed_on"), having=lasted_under_3_months),
    polarity=Polarity.NONE,
    numerator="Of these, episodes that had lasted under three months",
    denominator="Episodes of need closed in the period",
    source="Children in need census; DfE definition",
    lineage=("LAIT 266",),
    published_as="LAIT-CINCease3months",
)
