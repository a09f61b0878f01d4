"""Long-term placement stability."""

from almoner.catalogue.cohorts import Open, While
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.care import long_looked_after

INDICATOR = Indicator(
    code="CH-CARE-LONG-STABLE",
    title="Long-term placement stability",
    service="children",
    topic="Children looked after",
    measure=Percentage(
        of=Open(long_looked_after, "from_on", "until_on"), having=While("settled_on")
    ),
    polarity=Polarity.HIGHER,
    numerator="Of these, children in the same placement for two years or more",
    denominator=(
        "Children under 16 looked after for two and a half years or more at the end of the period"
    ),
    source=("LAIT 393 (DfE); children placed for adoption after such a placement are not added"),
    caveats=(
        "The published figure also counts children placed for adoption whose last"
        " placement, with this one, lasted two years."
    ),
    lineage=("LAIT 393",),
    published_as="LAIT-LAC_LongStablepct",
)
