"""Spending on family support, of it and spending on children looked after."""

from fractions import Fraction
from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Ratio
from almoner.catalogue.rows.organisation import spending


def family_support(unit: Any) -> Any:
    """Spent on family support."""
    return unit.heading == "family support"


def either(unit: Any) -> Any:
    """Spent on family support or on children looked after."""
    return unit.heading.isin(["family support", "fostering", "residential children"])


INDICATOR = Indicator(
    code="FI-E44",
    title="Spending on family support, of it and spending on children looked after",
    service="finance",
    topic="Spending",
    unit="%",
    measure=Ratio(
        top=Events(spending, on="month", where=family_support),
        bottom=Events(spending, on="month", where=either),
        top_weight="amount",
        bottom_weight="amount",
        times=Fraction(100),
    ),
    polarity=Polarity.HIGHER,
    numerator="Spent on family support in the period",
    denominator="Spent on family support, fostering and children's homes in the period",
    source="PAF E44 (definition recalled)",
    lineage=("PAF E44",),
    breakdowns=(),
)
