"""Episodes of need closed after two years or more."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.referrals import need_episodes


def lasted_2_years(unit: Any) -> Any:
    """Lasted two years or more."""
    return unit.closed_on >= unit.years_2_on


INDICATOR = Indicator(
    code="CH-NEED-CLOSED-2-YEARS",
    title="Episodes of need closed after two years or more",
    service="children",
    topic="Children in need",
    measure=Percentage(of=Events(need_episodes, on="closed_on"), having=lasted_2_years),
    polarity=Polarity.NONE,
    numerator="Of these, episodes that had lasted two years or more",
    denominator="Episodes of need closed in the period",
    source="Children in need census; DfE definition",
    lineage=("LAIT 266",),
    published_as="LAIT-CINCease2more",
)
