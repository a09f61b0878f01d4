"""Compliments."""

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.organisation import compliments

INDICATOR = Indicator(
    code="WF-COMPLIMENTS",
    title="Compliments",
    service="workforce",
    topic="Voice",
    measure=Count(of=Events(compliments, on="received_on")),
    polarity=Polarity.NONE,
    numerator="Compliments received in the period",
    source="Almoner",
    breakdowns=(),
)
