"""Number of children in long-term stable placements."""

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.care import long_settled

INDICATOR = Indicator(
    code="CH-CARE-LONG-STABLE-NUMBER",
    title="Number of children in long-term stable placements",
    service="children",
    topic="Children looked after",
    measure=Count(of=Open(long_settled, "from_on", "until_on")),
    polarity=Polarity.HIGHER,
    numerator=(
        "Children under 16 looked after for two and a half years or more who have been in the"
        " same placement for two, at the end of the period"
    ),
    source="SSDA903; DfE definition",
    caveats=(
        "The published figure also counts children placed for adoption whose last placement, "
        "with this one, lasted two years."
    ),
    lineage=("LAIT 393",),
    published_as="LAIT-LAC_LongStableNum",
    paired_with="CH-CARE-3-PLACEMENTS",
)
