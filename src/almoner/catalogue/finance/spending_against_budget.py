"""Spending against budget."""

from fractions import Fraction

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Ratio
from almoner.catalogue.rows.organisation import spending

INDICATOR = Indicator(
    code="FI-BUDGET",
    title="Spending against budget",
    service="finance",
    topic="Spending",
    unit="%",
    measure=Ratio(
        top=Events(spending, on="month"),
        bottom=Events(spending, on="month"),
        top_weight="amount",
        bottom_weight="budget",
        times=Fraction(100),
    ),
    polarity=Polarity.NONE,
    numerator="Spent in the period",
    denominator="Budget of the period",
    source="Almoner",
    breakdowns=(),
)
