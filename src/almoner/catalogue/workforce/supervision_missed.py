"""Supervisions not held."""

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.organisation import supervisions

INDICATOR = Indicator(
    code="WF-SUPERVISION-OPEN",
    title="Supervisions not held",
    service="workforce",
    topic="Staffing",
    measure=Count(of=Open(supervisions, "due_on", "held_on")),
    polarity=Polarity.LOWER,
    numerator="Supervisions due by the end of the period and not held",
    source="Almoner",
    breakdowns=(),
    paired_with="WF-SUPERVISION",
)
