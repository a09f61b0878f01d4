"""Households in temporary accommodation."""

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.housing import stays

INDICATOR = Indicator(
    code="HO-TA",
    title="Households in temporary accommodation",
    service="housing",
    topic="Temporary accommodation",
    measure=Count(of=Open(stays)),
    polarity=Polarity.LOWER,
    numerator="Households in temporary accommodation at the end of the period",
    source="H-CLIC",
    published_as="HCLIC-households_in_ta",
    paired_with="HO-RELIEF-SECURED",
)
