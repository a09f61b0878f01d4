"""Requests on discharge from hospital."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.adults import requests


def from_hospital(unit: Any) -> Any:
    """The route is hospital discharge."""
    return unit.route == "hospital discharge"


INDICATOR = Indicator(
    code="AD-REQUESTS-HOSPITAL",
    title="Requests on discharge from hospital",
    service="adults",
    topic="Front door",
    measure=Percentage(of=Events(requests, on="received_on"), having=from_hospital),
    polarity=Polarity.NONE,
    numerator="Of these, requests whose route is hospital discharge",
    denominator="Requests received in the period",
    source="Client Level Data",
)
