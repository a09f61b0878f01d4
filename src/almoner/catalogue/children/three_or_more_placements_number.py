"""Number of children looked after with three or more placements in the year."""

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.care import three_placements

INDICATOR = Indicator(
    code="CH-CARE-3-PLACEMENTS-NUMBER",
    title=("Number of children looked after with three or more placements in the year"),
    service="children",
    topic="Children looked after",
    measure=Count(of=Open(three_placements, "from_on", "until_on")),
    polarity=Polarity.LOWER,
    numerator=(
        "Children looked after at the end of the period with three or more placements in the "
        "twelve months to then"
    ),
    source="SSDA903; DfE definition",
    lineage=("LAIT 372",),
    published_as="LAIT-LACStableNum_2016on",
    paired_with="CH-CARE-LONG-STABLE",
)
