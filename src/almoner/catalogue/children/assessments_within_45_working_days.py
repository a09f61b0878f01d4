"""Assessments completed within 45 working days."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.assessments import assessments


def within_45_working_days(assessment: Any) -> Any:
    """Authorised on the 45th working day after the start, or before."""
    return assessment.working_days <= 45


INDICATOR = Indicator(
    code="CH-ASSESSMENTS-45",
    title="Assessments completed within 45 working days",
    service="children",
    topic="Assessment",
    why_it_matters="Until the assessment is done a family does not know what help it will have.",
    measure=Percentage(of=Events(assessments, on="authorised_on"), having=within_45_working_days),
    polarity=Polarity.HIGHER,
    numerator="Completed assessments with 45 or fewer working days from start to authorisation",
    denominator="Assessments authorised in the period",
    source="Children in need census; DfE definition",
    caveats="Can be met by starting the clock late or closing early: read it with the age of "
    "open assessments.",
    paired_with="CH-ASSESSMENTS-OVERDUE",
    lineage=("LAIT 304",),
    published_as="LAIT-Continue_Assess_Comp",
)
