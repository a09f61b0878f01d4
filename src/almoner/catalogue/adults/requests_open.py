"""Requests not concluded."""

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.adults import requests

INDICATOR = Indicator(
    code="AD-REQUESTS-OPEN",
    title="Requests not concluded",
    service="adults",
    topic="Front door",
    why_it_matters="Work that waits at the front door is risk that nobody has looked at.",
    measure=Count(of=Open(requests, "received_on", "completed_on")),
    polarity=Polarity.LOWER,
    numerator="Requests received and not concluded by the end of the period",
    source="Almoner",
    paired_with="AD-REQUESTS-ASSESSED",
)
