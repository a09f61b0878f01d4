"""Care leavers aged 19 to 21 in education, employment or training."""

from typing import Any

from almoner.catalogue.cohorts import Within
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.leaving_care import leavers_19_to_21


def holds(unit: Any) -> Any:
    """In education, employment or training."""
    return unit.activity.substr(0, 1).isin(["F", "P"])


INDICATOR = Indicator(
    code="CH-LEAVERS-19-21-EET",
    title="Care leavers aged 19 to 21 in education, employment or training",
    service="children",
    topic="Care leavers",
    measure=Percentage(of=Within(leavers_19_to_21), having=holds),
    polarity=Polarity.HIGHER,
    numerator="Of these, care leavers in education, employment or training",
    denominator=(
        "Care leavers aged 19 to 21 at the end of the period whose circumstances were "
        "established in it, each once, by the latest"
    ),
    source="SSDA903; DfE definition",
    caveats="The 903 asks around the birthday, once a year: read the year.",
    lineage=(
        "LAIT 113",
        "PAF A4",
    ),
    published_as="LAIT-CareLeaverEET",
)
