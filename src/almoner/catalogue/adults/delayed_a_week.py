"""Delayed discharges of a week or more."""

from almoner.catalogue.cohorts import Open, While
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.safeguarding import delays

INDICATOR = Indicator(
    code="AD-DELAYED-WEEK",
    title="Delayed discharges of a week or more",
    service="adults",
    topic="Hospital",
    measure=Percentage(of=Open(delays, "ready_on", "left_on"), having=While("week_on")),
    polarity=Polarity.LOWER,
    numerator="Of these, delays that had lasted seven days or more",
    denominator="People whose discharge is delayed at the end of the period",
    source="Almoner",
    paired_with="AD-ASCOF-2D-1",
)
