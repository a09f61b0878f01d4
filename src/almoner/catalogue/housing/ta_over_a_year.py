"""Temporary accommodation for a year or more."""

from almoner.catalogue.cohorts import Open, While
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.housing import stays

INDICATOR = Indicator(
    code="HO-TA-YEAR",
    title="Temporary accommodation for a year or more",
    service="housing",
    topic="Temporary accommodation",
    measure=Percentage(of=Open(stays), having=While("year_on")),
    polarity=Polarity.LOWER,
    numerator="Of these, stays of a year or more",
    denominator="Households in temporary accommodation at the end of the period",
    source="Almoner",
    paired_with="HO-BV214",
)
