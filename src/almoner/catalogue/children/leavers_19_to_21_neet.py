"""Care leavers aged 19 to 21 not in education, employment or training."""

from typing import Any

from almoner.catalogue.cohorts import Within
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.leaving_care import leavers_19_to_21


def holds(unit: Any) -> Any:
    """Neither learning nor working."""
    return unit.activity.startswith("G")


INDICATOR = Indicator(
    code="CH-LEAVERS-19-21-NEET",
    title="Care leavers aged 19 to 21 not in education, employment or training",
    service="children",
    topic="Care leavers",
    measure=Percentage(of=Within(leavers_19_to_21), having=holds),
    polarity=Polarity.LOWER,
    numerator=("Of these, care leavers not in education, employment or training (G4, G5, G6)"),
    denominator=(
        "Care leavers aged 19 to 21 at the end of the period whose circumstances were "
        "established in it, each once, by the latest"
    ),
    source="SSDA903; DfE definition",
    lineage=("LAIT 221",),
    published_as="LAIT-CareLeaversNEET",
)
