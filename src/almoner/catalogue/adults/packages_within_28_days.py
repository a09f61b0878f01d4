"""Services that start within 28 days of assessment."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.support import services


def after_assessment_of_older(unit: Any) -> Any:
    """Of somebody of 65 or over, after an assessment."""
    return unit.older & unit.assessed_on.notnull()


def within_28_days(unit: Any) -> Any:
    """Within 28 days."""
    return unit.days_to_start <= 28


INDICATOR = Indicator(
    code="AD-D56",
    title="Services that start within 28 days of assessment",
    service="adults",
    topic="Support",
    measure=Percentage(
        of=Events(services, on="started_on", where=after_assessment_of_older), having=within_28_days
    ),
    polarity=Polarity.HIGHER,
    numerator=("Of these, services that started within 28 days of the completed assessment"),
    denominator=("Services started in the period after an assessment, of people aged 65 or over"),
    source="PAF D56 (definition recalled)",
    caveats=("Counts services; the framework counted people whose whole package was in place."),
    lineage=(
        "PAF D56",
        "BVPI 196",
    ),
    paired_with="AD-D40",
)
