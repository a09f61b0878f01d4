"""Assessments completed on working days 41 to 45."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.assessments import assessments


def just_in_time(unit: Any) -> Any:
    """On one of the last five working days allowed."""
    return (unit.working_days >= 41) & (unit.working_days <= 45)


INDICATOR = Indicator(
    code="CH-ASSESSMENTS-41-45",
    title="Assessments completed on working days 41 to 45",
    service="children",
    topic="Assessment",
    why_it_matters=(
        "A rising share just inside the limit asks whether the date or the work is being managed."
    ),
    measure=Percentage(of=Events(assessments, on="authorised_on"), having=just_in_time),
    polarity=Polarity.NONE,
    numerator="Of these, assessments authorised on the 41st to 45th working day",
    denominator="Assessments authorised in the period",
    source="Almoner",
    paired_with="CH-ASSESSMENTS-45",
)
