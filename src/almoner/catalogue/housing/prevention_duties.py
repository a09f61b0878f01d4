"""Households owed the prevention duty."""

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.housing import cases

INDICATOR = Indicator(
    code="HO-PREVENTION",
    title="Households owed the prevention duty",
    service="housing",
    topic="Homelessness",
    measure=Count(of=Open(cases, "prevention_from", "prevention_until")),
    polarity=Polarity.NONE,
    numerator=("Households to which the prevention duty was owed at the end of the period"),
    source="H-CLIC",
)
