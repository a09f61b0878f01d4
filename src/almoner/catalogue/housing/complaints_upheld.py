"""Complaints upheld."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.housing import complaints


def upheld(unit: Any) -> Any:
    """Upheld, in full or in part."""
    return unit.upheld


INDICATOR = Indicator(
    code="HO-COMPLAINTS-UPHELD",
    title="Complaints upheld",
    service="housing",
    topic="Complaints",
    measure=Percentage(of=Events(complaints, on="answered_on"), having=upheld),
    polarity=Polarity.NONE,
    numerator="Of these, complaints upheld in full or in part",
    denominator="Complaints answered in the period",
    source="Almoner",
    breakdowns=(),
)
