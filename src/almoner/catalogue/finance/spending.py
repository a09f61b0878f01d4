"""Spending."""

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Total
from almoner.catalogue.rows.organisation import spending

INDICATOR = Indicator(
    code="FI-SPENDING",
    title="Spending",
    service="finance",
    topic="Spending",
    unit="£",
    decimals=0,
    measure=Total(of=Events(spending, on="month"), weight="amount", per=100),
    polarity=Polarity.NONE,
    numerator="Spent in the period",
    source="RO3 headings",
    breakdowns=(),
)
