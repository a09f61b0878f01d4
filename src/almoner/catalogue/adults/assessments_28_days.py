"""Assessments completed within 28 days of first contact."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.adults import assessments


def within_28_days(unit: Any) -> Any:
    """Within 28 days of first contact."""
    return unit.days <= 28


INDICATOR = Indicator(
    code="AD-ASSESSMENTS-28",
    title="Assessments completed within 28 days of first contact",
    service="adults",
    topic="Assessment",
    measure=Percentage(of=Events(assessments, on="completed_on"), having=within_28_days),
    polarity=Polarity.HIGHER,
    numerator="Of these, assessments completed within 28 days of first contact",
    denominator="Assessments completed in the period",
    source="PAF D55(ii), all ages",
    lineage=("PAF D55",),
    paired_with="AD-ASSESSMENTS-OVERDUE",
)
