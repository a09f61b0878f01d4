"""Plans that end within three months."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.protection import plans


def lasted_under_3_months(unit: Any) -> Any:
    """Ended before three months were over."""
    return unit.ended_on < unit.months_3_on


INDICATOR = Indicator(
    code="CH-PLANS-ENDED-3-MONTHS",
    title="Plans that end within three months",
    service="children",
    topic="Child protection",
    measure=Percentage(of=Events(plans, on="ended_on"), having=lasted_under_3_months),
    polarity=Polarity.NONE,
    numerator="Of these, plans that had lasted under three months",
    denominator="Child protection plans that ended in the period",
    source="Children in need census; DfE definition",
    lineage=("LAIT 21",),
    paired_with="CH-PLANS-AGAIN",
)
