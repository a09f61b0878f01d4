"""Repairs outstanding for more than 30 days."""

from almoner.catalogue.cohorts import Open, While
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.housing import repairs

INDICATOR = Indicator(
    code="HO-REPAIRS-MONTH",
    title="Repairs outstanding for more than 30 days",
    service="housing",
    topic="Repairs",
    measure=Percentage(of=Open(repairs, "reported_on", "completed_on"), having=While("late_on")),
    polarity=Polarity.LOWER,
    numerator="Of these, repairs reported more than 30 days before",
    denominator="Repairs outstanding at the end of the period",
    source="Almoner",
    breakdowns=(),
    paired_with="HO-REPAIRS-FIRST",
)
