"""Delayed discharges that are down to social care."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.safeguarding import delays


def ours(unit: Any) -> Any:
    """Social care, alone or with health."""
    return unit.reason.isin(["social care", "both"])


INDICATOR = Indicator(
    code="AD-DELAYED-SOCIAL",
    title="Delayed discharges that are down to social care",
    service="adults",
    topic="Hospital",
    measure=Percentage(of=Events(delays, on="ready_on"), having=ours),
    polarity=Polarity.LOWER,
    numerator="Of these, delays whose reason is social care, alone or with health",
    denominator="Delays that began in the period",
    source="Delayed discharge collections",
)
