"""Children seen by a dentist within three months of coming into care."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.care import dentist_due


def was_seen(unit: Any) -> Any:
    """A dental check between coming into care and the day."""
    return unit.seen.notnull()


INDICATOR = Indicator(
    code="CH-PM30",
    title="Children seen by a dentist within three months of coming into care",
    service="children",
    topic="Children looked after",
    measure=Percentage(of=Events(dentist_due, on="due_on"), having=was_seen),
    polarity=Polarity.HIGHER,
    numerator="Of these, children with a dental check in those three months",
    denominator="Children who had come into care three months before, in the period",
    source="Code of Practice measure PM30 (Wales)",
    caveats="Counts those who left care within the three months as well.",
    lineage=("PM30",),
    paired_with="CH-CARE-HEALTH",
)
