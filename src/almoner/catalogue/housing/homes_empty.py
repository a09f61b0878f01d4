"""Homes between tenancies."""

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.homes import empty_homes

INDICATOR = Indicator(
    code="HO-EMPTY",
    title="Homes between tenancies",
    service="housing",
    topic="Homes",
    measure=Count(of=Open(empty_homes, "empty_from", "let_on")),
    polarity=Polarity.LOWER,
    numerator=("Homes whose tenancy has ended and that are not let again at the end of the period"),
    source="Almoner",
    breakdowns=(),
    paired_with="HO-RP01",
)
