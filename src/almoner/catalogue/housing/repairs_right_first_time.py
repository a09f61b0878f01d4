"""Repairs put right at the first visit."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.housing import repairs


def first_time(unit: Any) -> Any:
    """Put right at the first visit."""
    return unit.right_first_time


INDICATOR = Indicator(
    code="HO-REPAIRS-FIRST",
    title="Repairs put right at the first visit",
    service="housing",
    topic="Repairs",
    measure=Percentage(of=Events(repairs, on="completed_on"), having=first_time),
    polarity=Polarity.HIGHER,
    numerator="Of these, repairs put right at the first visit",
    denominator="Repairs completed in the period",
    source="Almoner",
    breakdowns=(),
)
