"""Children looked after for four years in the same foster placement for two."""

from typing import Any

from almoner.catalogue.cohorts import Open, While
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.care import looked_after_4_years


def fostered(unit: Any) -> Any:
    """In foster care."""
    return unit.placement_type.isin(["U1", "U2", "U3", "U4", "U5", "U6"])


INDICATOR = Indicator(
    code="CH-D35",
    title=("Children looked after for four years in the same foster placement for two"),
    service="children",
    topic="Children looked after",
    measure=Percentage(
        of=Open(looked_after_4_years, "from_on", "until_on"),
        having=While("settled_on", where=fostered),
    ),
    polarity=Polarity.HIGHER,
    numerator="Of these, children in the same foster placement for two years or more",
    denominator=("Children under 16 looked after for four years or more, at the end of the period"),
    source="PAF D35 (definition recalled)",
    lineage=("PAF D35",),
    paired_with="CH-CARE-REVIEWS-VOICE",
)
