"""Assessments that lead to a service."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.adults import assessments


def of_user(unit: Any) -> Any:
    """Of a service user."""
    return unit.client_type == "Service user"


def leads_to_service(unit: Any) -> Any:
    """Progresses to support."""
    return unit.outcome == "Progress to support planning or services"


INDICATOR = Indicator(
    code="AD-E82",
    title="Assessments that lead to a service",
    service="adults",
    topic="Assessment",
    measure=Percentage(
        of=Events(assessments, on="completed_on", where=of_user), having=leads_to_service
    ),
    polarity=Polarity.NONE,
    numerator="Of these, assessments that progress to support",
    denominator="Assessments of service users completed in the period",
    source="PAF E50 and E82",
    caveats="The framework took a middle value as best; its bands are not to hand.",
    lineage=(
        "PAF E50",
        "PAF E82",
    ),
)
