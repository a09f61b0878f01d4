"""Strengths and difficulties scores of concern."""

from __future__ import annotations

from typing import Any

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.care_health import sdq_scored


def of_concern(unit: Any) -> Any:
    """17 points or more."""
    return unit.score >= 17


INDICATOR = Indicator(
    code="CH-SDQ-17",
    title="Strengths and difficulties scores of concern",
    service="children",
    topic="Children looked after",
    measure=Percentage(of=Open(sdq_scored, "from_on", "until_on"), having=of_concern),
    polarity=Polarity.LOWER,
    numerator="Of these, children whose latest score is 17 or more",
    denominator=(
        "Children looked after for a year, aged 4 to 16 throughout it, with a score in it, at the "
        "end of the period"
    ),
    source="SSDA903; DfE definition",
    lineage=("LAIT 162",),
)
