"""Requests from or about unpaid carers."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.adults import requests


def of_carer(unit: Any) -> Any:
    """Of an unpaid carer."""
    return unit.client_type == "Unpaid carer"


INDICATOR = Indicator(
    code="AD-REQUESTS-CARERS",
    title="Requests from or about unpaid carers",
    service="adults",
    topic="Carers",
    measure=Count(of=Events(requests, on="received_on", where=of_carer)),
    polarity=Polarity.NONE,
    numerator="Requests of unpaid carers received in the period",
    source="Client Level Data; Performance and Improvement Framework CA/001 (Wales)",
    lineage=("CA/001",),
)
