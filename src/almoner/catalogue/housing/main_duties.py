"""Households owed the main duty."""

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.housing import cases

INDICATOR = Indicator(
    code="HO-MAIN",
    title="Households owed the main duty",
    service="housing",
    topic="Homelessness",
    measure=Count(of=Open(cases, "main_from", "main_until")),
    polarity=Polarity.NONE,
    numerator="Households to which the main duty was owed at the end of the period",
    source="H-CLIC",
)
