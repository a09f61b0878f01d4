"""Children in need."""

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.referrals import children_in_need

INDICATOR = Indicator(
    code="CH-NEED",
    title="Children in need",
    service="children",
    topic="Children in need",
    measure=Count(of=Open(children_in_need, "from_on", "until_on")),
    polarity=Polarity.NONE,
    numerator="Children with an open episode of need at the end of the period",
    source="Children in need census; DfE definition",
    lineage=("LAIT 171",),
    published_as="CIN-At31_episodes",
    caveats=(
        "The census counts each child once, as here; it also takes in those in need whom this"
        " record does not hold as a referral."
    ),
)
