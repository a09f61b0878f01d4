"""Reviews in which the child took part."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.care import reviews


def could_take_part(unit: Any) -> Any:
    """The child was four or over."""
    return unit.participation.notnull() & (unit.participation != "PN0")


def took_part(unit: Any) -> Any:
    """Attended, or conveyed views."""
    return unit.participation.isin(["PN1", "PN2", "PN3", "PN5", "PN6"])


INDICATOR = Indicator(
    code="CH-CARE-REVIEWS-VOICE",
    title="Reviews in which the child took part",
    service="children",
    topic="Children looked after",
    measure=Percentage(of=Events(reviews, on="held_on", where=could_take_part), having=took_part),
    polarity=Polarity.HIGHER,
    numerator=(
        "Of these, reviews that the child attended, or sent views to (PN1, PN2, PN3, PN5, PN6)"
    ),
    denominator="Reviews held in the period of children aged four or over (not PN0)",
    source="SSDA903 participation codes",
    lineage=("PAF C63",),
)
