"""Requests that go on to assessment."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.adults import requests


def goes_on(unit: Any) -> Any:
    """The outcome is an assessment."""
    return unit.outcome.startswith("Progress to assessment")


INDICATOR = Indicator(
    code="AD-REQUESTS-ASSESSED",
    title="Requests that go on to assessment",
    service="adults",
    topic="Front door",
    measure=Percentage(of=Events(requests, on="completed_on"), having=goes_on),
    polarity=Polarity.NONE,
    numerator="Of these, requests that progress to assessment",
    denominator="Requests concluded in the period",
    source="Client Level Data",
)
