"""Reviews of adults held on time."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.adults import reviews


def on_time(unit: Any) -> Any:
    """Held by the day it was due."""
    return unit.held_on <= unit.due_on


INDICATOR = Indicator(
    code="AD-REVIEWS",
    title="Reviews of adults held on time",
    service="adults",
    topic="Reviews",
    measure=Percentage(of=Events(reviews, on="due_on"), having=on_time),
    lineage=("SCA/007",),
    polarity=Polarity.HIGHER,
    numerator="Of these, reviews held by the day they were due",
    denominator="Reviews due in the period",
    source="Almoner",
    paired_with="AD-REVIEWS-LATE",
)
