"""Reviews of children looked after held on time."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.care import reviews


def on_time(unit: Any) -> Any:
    """Held by the day it was due."""
    return unit.held_on <= unit.due_on


INDICATOR = Indicator(
    code="CH-CARE-REVIEWS",
    title="Reviews of children looked after held on time",
    service="children",
    topic="Children looked after",
    measure=Percentage(of=Events(reviews, on="due_on"), having=on_time),
    polarity=Polarity.HIGHER,
    numerator="Of these, reviews held by the day they were due",
    denominator="Reviews due in the period",
    source="Almoner, on the Standard Safeguarding Dataset",
    caveats=(
        "Counts reviews due; the Performance Assessment Framework's own wording is not to hand."
    ),
    lineage=(
        "SCC/045",
        "PAF C68",
    ),
    paired_with="CH-CARE-REVIEWS-LATE",
)
