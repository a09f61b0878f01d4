"""Episodes of need closed."""

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.referrals import need_episodes

INDICATOR = Indicator(
    code="CH-NEED-CLOSED",
    title="Episodes of need closed",
    service="children",
    topic="Children in need",
    measure=Count(of=Events(need_episodes, on="closed_on")),
    polarity=Polarity.NONE,
    numerator="Episodes of need that closed in the period",
    source="Children in need census; DfE definition",
    published_as="CIN-Ended_episodes",
)
