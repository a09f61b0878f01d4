"""Overspend."""

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Total
from almoner.catalogue.rows.organisation import spending

INDICATOR = Indicator(
    code="FI-OVERSPEND",
    title="Overspend",
    service="finance",
    topic="Spending",
    unit="£",
    decimals=0,
    measure=Total(of=Events(spending, on="month"), weight="over", per=100),
    polarity=Polarity.NONE,
    numerator="Spent in the period, less the budget; negative when under",
    source="Almoner",
    breakdowns=(),
)
