"""People with long-term support."""

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.outcomes import by_highest_setting

INDICATOR = Indicator(
    code="AD-SUPPORTED",
    title="People with long-term support",
    service="adults",
    topic="Support",
    measure=Count(of=Open(by_highest_setting, "from_on", "until_on")),
    polarity=Polarity.NONE,
    numerator="People with a long-term service at the end of the period",
    source="Client Level Data",
)
