"""Households owed the relief duty."""

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.housing import cases

INDICATOR = Indicator(
    code="HO-RELIEF",
    title="Households owed the relief duty",
    service="housing",
    topic="Homelessness",
    measure=Count(of=Open(cases, "relief_from", "relief_until")),
    polarity=Polarity.NONE,
    numerator="Households to which the relief duty was owed at the end of the period",
    source="H-CLIC",
)
