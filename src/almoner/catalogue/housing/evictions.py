"""Tenancies that ended in eviction."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.homes import tenancies


def evicted(unit: Any) -> Any:
    """It ended in eviction."""
    return unit.end_reason == "evicted"


INDICATOR = Indicator(
    code="HO-EVICTIONS",
    title="Tenancies that ended in eviction",
    service="housing",
    topic="Homes",
    measure=Percentage(of=Events(tenancies, on="ended_on"), having=evicted),
    polarity=Polarity.LOWER,
    numerator="Of these, tenancies that ended in eviction",
    denominator="Tenancies that ended in the period",
    source="Almoner",
    breakdowns=(),
)
