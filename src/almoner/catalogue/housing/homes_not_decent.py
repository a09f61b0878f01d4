"""Homes that do not meet the Decent Homes Standard."""

from typing import Any

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.homes import homes


def judged(unit: Any) -> Any:
    """The state is known."""
    return unit.decent.notnull()


def not_decent(unit: Any) -> Any:
    """It does not meet the standard."""
    return ~unit.decent


INDICATOR = Indicator(
    code="HO-RP01",
    title="Homes that do not meet the Decent Homes Standard",
    service="housing",
    topic="Homes",
    measure=Percentage(of=Open(homes, "started_on", "after_on", where=judged), having=not_decent),
    polarity=Polarity.LOWER,
    numerator="Of these, homes that do not meet the standard",
    denominator="Homes owned at the end of the period whose state is known",
    source="Tenant Satisfaction Measure RP01",
    lineage=(
        "TSM RP01",
        "BV184a",
    ),
    breakdowns=(),
)
