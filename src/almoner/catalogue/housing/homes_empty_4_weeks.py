"""Homes empty for four weeks or more."""

from almoner.catalogue.cohorts import Open, While
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.homes import empty_homes

INDICATOR = Indicator(
    code="HO-EMPTY-MONTH",
    title="Homes empty for four weeks or more",
    service="housing",
    topic="Homes",
    measure=Percentage(of=Open(empty_homes, "empty_from", "let_on"), having=While("month_on")),
    polarity=Polarity.LOWER,
    numerator="Of these, homes empty for 28 days or more",
    denominator="Homes between tenancies at the end of the period",
    source="Almoner",
    breakdowns=(),
    paired_with="HO-RP01",
)
