"""Episodes of need open for under three months."""

from almoner.catalogue.cohorts import Open, While
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.referrals import need_episodes

INDICATOR = Indicator(
    code="CH-NEED-0-3",
    title="Episodes of need open for under three months",
    service="children",
    topic="Children in need",
    measure=Percentage(
        of=Open(need_episodes, "referred_on", "closed_on"),
        having=While("referred_on", "months_3_on"),
    ),
    polarity=Polarity.NONE,
    numerator="Of these, episodes that had lasted under three months",
    denominator="Episodes of need open at the end of the period",
    source="Children in need census; DfE definition",
    lineage=("LAIT 265",),
    published_as="LAIT-CINTime3months",
)
