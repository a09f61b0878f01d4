"""Strengths and difficulties scores of concern."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.care import sdq_scores


def of_concern(unit: Any) -> Any:
    """17 points or more."""
    return unit.score >= 17


INDICATOR = Indicator(
    code="CH-SDQ-17",
    title="Strengths and difficulties scores of concern",
    service="children",
    topic="Children looked after",
    measure=Percentage(of=Events(sdq_scores, on="completed_on"), having=of_concern),
    polarity=Polarity.LOWER,
    numerator="Of these, scores of 17 or more",
    denominator="Questionnaires completed in the period",
    source="SSDA903; DfE definition",
)
