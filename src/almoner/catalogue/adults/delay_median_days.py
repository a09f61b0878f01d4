"""Median length of a delayed discharge."""

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentile
from almoner.catalogue.rows.safeguarding import delays

INDICATOR = Indicator(
    code="AD-DELAYED-MEDIAN",
    title="Median length of a delayed discharge",
    service="adults",
    topic="Hospital",
    unit="days",
    measure=Percentile(of=Events(delays, on="left_on"), duration="days"),
    polarity=Polarity.LOWER,
    numerator="Delays that ended in the period, by days",
    source="Almoner",
    paired_with="AD-ASCOF-2D-1",
)
