"""Requests concluded for every 100 received."""

from fractions import Fraction

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Ratio
from almoner.catalogue.rows.adults import requests

INDICATOR = Indicator(
    code="AD-REQUESTS-FLOW",
    title="Requests concluded for every 100 received",
    service="adults",
    topic="Front door",
    unit="per 100",
    measure=Ratio(
        top=Events(requests, on="completed_on"),
        bottom=Events(requests, on="received_on"),
        times=Fraction(100),
    ),
    polarity=Polarity.NONE,
    numerator="Requests concluded in the period",
    denominator="Requests received in the period",
    source="Almoner",
)
