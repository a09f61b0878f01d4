"""Contracts held."""

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.contracts import contracts

INDICATOR = Indicator(
    code="FI-CONTRACTS",
    title="Contracts held",
    service="finance",
    topic="Contracts",
    measure=Count(of=Open(contracts, "started_on", "after_on")),
    polarity=Polarity.NONE,
    numerator="Contracts in force at the end of the period",
    source="Almoner",
    breakdowns=(),
)
