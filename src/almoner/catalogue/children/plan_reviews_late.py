"""Child protection reviews overdue."""

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.protection import reviews

INDICATOR = Indicator(
    code="CH-PLAN-REVIEWS-LATE",
    title="Child protection reviews overdue",
    service="children",
    topic="Child protection",
    measure=Count(of=Open(reviews, "late_on", "held_on")),
    polarity=Polarity.LOWER,
    numerator=("Child protection reviews due before the end of the period and not held by then"),
    source="Almoner",
    paired_with="CH-PLAN-VISITS-ALONE",
)
