"""Yearly value of contracts held."""

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Total
from almoner.catalogue.rows.contracts import contracts

INDICATOR = Indicator(
    code="FI-CONTRACT-VALUE",
    title="Yearly value of contracts held",
    service="finance",
    topic="Contracts",
    unit="£",
    decimals=0,
    measure=Total(of=Open(contracts, "started_on", "after_on"), weight="annual_value", per=100),
    polarity=Polarity.NONE,
    numerator="What the contracts in force at the end of the period are worth a year",
    source="Almoner",
    breakdowns=(),
)
