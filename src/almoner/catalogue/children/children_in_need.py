"""Children in need."""

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Rate
from almoner.catalogue.rows.referrals import children_in_need

INDICATOR = Indicator(
    code="CH-NEED-RATE",
    title="Children in need per 10,000 children",
    service="children",
    topic="Children in need",
    measure=Rate(of=Open(children_in_need, "from_on", "until_on"), population="0-17"),
    polarity=Polarity.NONE,
    numerator="Children with an open episode of need at the end of the period",
    denominator="Residents aged 0 to 17 at the mid-year before",
    source="Children in need census; DfE definition",
    lineage=("LAIT 171",),
    published_as="LAIT-CIN",
)
