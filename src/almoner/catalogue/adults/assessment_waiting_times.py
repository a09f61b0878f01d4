"""Acceptable waiting times for assessments."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import MeanOfPercentages
from almoner.catalogue.rows.adults import assessments


def new_and_older(unit: Any) -> Any:
    """Aged 65 or over at first contact, with no earlier assessment."""
    return unit.older & unit.is_new & (unit.client_type == "Service user")


def started_in_48_hours(unit: Any) -> Any:
    """Begun within two days of first contact."""
    return unit.days_to_start <= 2


def completed_in_4_weeks(unit: Any) -> Any:
    """Completed within 28 days of first contact."""
    return unit.days <= 28


INDICATOR = Indicator(
    code="AD-D55",
    title="Acceptable waiting times for assessments",
    service="adults",
    topic="Assessment",
    measure=MeanOfPercentages(
        of=Events(assessments, on="completed_on", where=new_and_older),
        having=(started_in_48_hours, completed_in_4_weeks),
    ),
    polarity=Polarity.HIGHER,
    numerator=(
        "Of these, (i) assessments begun within two days of first contact, and "
        "(ii) completed within 28 days: the two shares averaged"
    ),
    denominator="Assessments completed in the period of new clients aged 65 or over",
    source="PAF D55; definition in the SSRG newsletter of September 2004",
    caveats=("New is taken as no earlier assessment in the records; 48 hours as two days."),
    lineage=(
        "PAF D55",
        "BVPI 195",
    ),
    paired_with="AD-ASSESSMENTS-OVERDUE",
)
