"""Children placed for adoption within 14 months of coming into care."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.permanence import plans


def in_time(unit: Any) -> Any:
    """Within 14 months."""
    return unit.placed_on <= unit.months_14_on


INDICATOR = Indicator(
    code="CH-PERM-14-MONTHS",
    title="Children placed for adoption within 14 months of coming into care",
    service="children",
    topic="Permanence",
    measure=Percentage(of=Events(plans, on="placed_on"), having=in_time),
    polarity=Polarity.HIGHER,
    numerator="Of these, children placed within 14 months of coming into care",
    denominator="Children placed for adoption in the period",
    source=("Almoner, after the adoption scorecards' threshold of 426 days (recalled)"),
    paired_with="CH-PERM-REVERSED",
)
