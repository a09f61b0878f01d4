"""Requests for support."""

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.adults import requests

INDICATOR = Indicator(
    code="AD-REQUESTS",
    title="Requests for support",
    service="adults",
    topic="Front door",
    measure=Count(of=Events(requests, on="received_on")),
    lineage=("AD/001",),
    polarity=Polarity.NONE,
    numerator="Requests received in the period",
    source="Client Level Data",
)
