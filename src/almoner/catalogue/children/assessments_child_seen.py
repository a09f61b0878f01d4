"""Assessments in which the child was seen."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.assessments import assessments


def seen(unit: Any) -> Any:
    """The child was seen."""
    return unit.child_seen


INDICATOR = Indicator(
    code="CH-ASSESSMENTS-SEEN",
    title="Assessments in which the child was seen",
    service="children",
    topic="Assessment",
    measure=Percentage(of=Events(assessments, on="authorised_on"), having=seen),
    polarity=Polarity.HIGHER,
    numerator="Of these, assessments in which the child was seen",
    denominator="Assessments authorised in the period",
    source="Almoner, on the Standard Safeguarding Dataset",
)
