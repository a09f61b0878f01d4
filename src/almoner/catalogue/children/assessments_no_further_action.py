"""Assessments that end with no further action."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.assessments import assessments


def no_action(unit: Any) -> Any:
    """Ended with no further action."""
    return unit.no_further_action


INDICATOR = Indicator(
    code="CH-ASSESSMENTS-NFA",
    title="Assessments that end with no further action",
    service="children",
    topic="Assessment",
    measure=Percentage(of=Events(assessments, on="authorised_on"), having=no_action),
    polarity=Polarity.NONE,
    numerator="Of these, assessments with no further action",
    denominator="Assessments authorised in the period",
    source="Children in need census; DfE definition",
)
