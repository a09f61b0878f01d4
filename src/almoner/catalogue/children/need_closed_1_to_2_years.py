"""Episodes of need closed after one to two years."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.referrals import need_episodes


def lasted_so(unit: Any) -> Any:
    """Lasted one to two years."""
    return (unit.closed_on >= unit.year_on) & (unit.closed_on < unit.years_2_on)


INDICATOR = Indicator(
    code="CH-NEED-CLOSED-1-2-YEARS",
    title="Episodes of need closed after one to two years",
    service="children",
    topic="Children in need",
    measure=Percentage(of=Events(need_episodes, on="closed_on"), having=lasted_so),
    polarity=Polarity.NONE,
    numerator="Of these, episodes that had lasted one to two years",
    denominator="Episodes of need closed in the period",
    source="Children in need census; DfE definition",
    lineage=("LAIT 266",),
    published_as="LAIT-CINCease1-2",
)
