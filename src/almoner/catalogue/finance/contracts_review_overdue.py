"""Contracts whose review is overdue."""

from almoner.catalogue.cohorts import Open, While
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.contracts import contracts

INDICATOR = Indicator(
    code="FI-CONTRACTS-REVIEW",
    title="Contracts whose review is overdue",
    service="finance",
    topic="Contracts",
    measure=Percentage(
        of=Open(contracts, "started_on", "after_on"), having=While("review_late_on")
    ),
    polarity=Polarity.LOWER,
    numerator="Of these, contracts past the day by which a review was due",
    denominator="Contracts in force at the end of the period",
    source="Almoner",
    breakdowns=(),
    paired_with="FI-CONTRACTS-OVER",
)
