"""People whose discharge is delayed."""

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.safeguarding import delays

INDICATOR = Indicator(
    code="AD-DELAYED",
    title="People whose discharge is delayed",
    service="adults",
    topic="Hospital",
    measure=Count(of=Open(delays, "ready_on", "left_on")),
    polarity=Polarity.LOWER,
    numerator="People ready to leave hospital and still there at the end of the period",
    source="Delayed discharge collections",
    paired_with="AD-ASCOF-2D-1",
)
