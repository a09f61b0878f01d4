"""Contracts that have run past the last day agreed."""

from almoner.catalogue.cohorts import Open, While
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.contracts import contracts

INDICATOR = Indicator(
    code="FI-CONTRACTS-OVER",
    title="Contracts that have run past the last day agreed",
    service="finance",
    topic="Contracts",
    why_it_matters="A contract that is let run on is neither reviewed nor tendered.",
    measure=Percentage(of=Open(contracts, "started_on", "after_on"), having=While("over_on")),
    polarity=Polarity.LOWER,
    numerator="Of these, contracts past the last day agreed",
    denominator="Contracts in force at the end of the period",
    source="Almoner",
    breakdowns=(),
    paired_with="FI-CONTRACTS-REVIEW",
)
