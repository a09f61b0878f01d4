"""Episodes of need open for six months to a year."""

from almoner.catalogue.cohorts import Open, While
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.referrals import need_episodes

INDICATOR = Indicator(
    code="CH-NEED-6-12",
    title="Episodes of need open for six months to a year",
    service="children",
    topic="Children in need",
    measure=Percentage(
        of=Open(need_episodes, "referred_on", "closed_on"), having=While("months_6_on", "year_on")
    ),
    polarity=Polarity.NONE,
    numerator="Of these, episodes that had lasted six months to a year",
    denominator="Episodes of need open at the end of the period",
    source="Children in need census; DfE definition",
    lineage=("LAIT 265",),
    published_as="LAIT-CINTime6-1",
)
