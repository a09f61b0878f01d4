"""Requests open for more than 28 days."""

from almoner.catalogue.cohorts import Open, While
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.adults import requests

INDICATOR = Indicator(
    code="AD-REQUESTS-OVERDUE",
    title="Requests open for more than 28 days",
    service="adults",
    topic="Front door",
    measure=Percentage(
        of=Open(requests, "received_on", "completed_on"), having=While("overdue_on")
    ),
    polarity=Polarity.LOWER,
    numerator="Of these, requests received more than 28 days before",
    denominator="Requests not concluded at the end of the period",
    source="Almoner",
    paired_with="AD-REQUESTS-ASSESSED",
)
