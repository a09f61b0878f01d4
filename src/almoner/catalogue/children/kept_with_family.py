"""Children supported to remain living with their family."""

from typing import Any

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.plans_of_need import supported_children


def at_home(unit: Any) -> Any:
    """Not looked after."""
    return unit.rank == 2


INDICATOR = Indicator(
    code="CH-PM25",
    title="Children supported to remain living with their family",
    service="children",
    topic="Children in need",
    measure=Percentage(of=Open(supported_children, "from_on", "until_on"), having=at_home),
    polarity=Polarity.HIGHER,
    numerator="Of these, children who are not looked after",
    denominator=("Children with a child in need plan, or looked after, at the end of the period"),
    source="Code of Practice measure PM25 (Wales)",
    caveats="A child in need plan stands for the Welsh care and support plan.",
    lineage=("PM25",),
    paired_with="CH-REFERRALS-REPEAT",
)
