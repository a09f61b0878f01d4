"""Children looked after who are fostered or placed for adoption."""

from typing import Any

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.care import looked_after


def placed_so(unit: Any) -> Any:
    """In foster care, or placed for adoption."""
    return unit.placement_type.isin(["U1", "U2", "U3", "U4", "U5", "U6", "A3", "A4", "A5", "A6"])


INDICATOR = Indicator(
    code="CH-B7",
    title="Children looked after who are fostered or placed for adoption",
    service="children",
    topic="Children looked after",
    measure=Percentage(of=Open(looked_after, "from_on", "until_on"), having=placed_so),
    polarity=Polarity.HIGHER,
    numerator="Of these, children in foster care or placed for adoption",
    denominator="Children looked after at the end of the period",
    source="PAF B7 (name; definition recalled)",
    caveats="The framework took a middle value as best; its bands are not to hand.",
    lineage=("PAF B7",),
)
