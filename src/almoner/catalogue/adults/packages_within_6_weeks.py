"""Services that start within six weeks of assessment."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.support import services


def after_assessment_of_older(unit: Any) -> Any:
    """Of somebody of 65 or over, after an assessment."""
    return unit.older & unit.assessed_on.notnull()


def in_time(unit: Any) -> Any:
    """Within 42 days."""
    return unit.days_to_start <= 42


INDICATOR = Indicator(
    code="AD-D43",
    title="Services that start within six weeks of assessment",
    service="adults",
    topic="Support",
    measure=Percentage(
        of=Events(services, on="started_on", where=after_assessment_of_older), having=in_time
    ),
    polarity=Polarity.HIGHER,
    numerator=("Of these, services that started within 42 days of the completed assessment"),
    denominator=("Services started in the period after an assessment, of people aged 65 or over"),
    source="PAF D43 (name; definition recalled)",
    caveats=("Counts services; the framework counted people all of whose services had started."),
    lineage=("PAF D43",),
    paired_with="AD-ASSESSMENTS-OVERDUE",
)
