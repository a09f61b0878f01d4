"""Number of care leavers aged 19 to 21."""

from almoner.catalogue.cohorts import Within
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.leaving_care import leavers_19_to_21

INDICATOR = Indicator(
    code="CH-LEAVERS-19-21-NUMBER",
    title="Number of care leavers aged 19 to 21",
    service="children",
    topic="Care leavers",
    measure=Count(of=Within(leavers_19_to_21)),
    polarity=Polarity.NONE,
    numerator=(
        "Care leavers aged 19 to 21 at the end of the period, whose circumstances were "
        "established in it, each once"
    ),
    source="SSDA903; DfE definition",
    lineage=("LAIT 333",),
    published_as="LAIT-NoCareLeavers",
)
