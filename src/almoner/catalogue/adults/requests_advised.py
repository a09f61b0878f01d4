"""Requests concluded with advice and information."""

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.adults import advised, requests

INDICATOR = Indicator(
    code="AD-REQUESTS-ADVISED",
    title="Requests concluded with advice and information",
    service="adults",
    topic="Front door",
    measure=Percentage(of=Events(requests, on="completed_on"), having=advised),
    polarity=Polarity.NONE,
    numerator="Of these, requests concluded with information, advice or signposting",
    denominator="Requests concluded in the period",
    source="Client Level Data; Performance and Improvement Framework AD/002 (Wales)",
    lineage=("AD/002",),
)
