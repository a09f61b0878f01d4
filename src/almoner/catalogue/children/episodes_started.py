"""Episodes of need started."""

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.referrals import need_episodes

INDICATOR = Indicator(
    code="CH-NEED-STARTED",
    title="Episodes of need started",
    service="children",
    topic="Children in need",
    measure=Count(of=Events(need_episodes, on="referred_on")),
    polarity=Polarity.NONE,
    numerator="Episodes of need that started in the period",
    source="Children in need census; DfE definition",
    published_as="CIN-Started_episodes",
)
