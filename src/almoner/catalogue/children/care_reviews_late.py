"""Reviews of children looked after overdue."""

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.care import reviews

INDICATOR = Indicator(
    code="CH-CARE-REVIEWS-LATE",
    title="Reviews of children looked after overdue",
    service="children",
    topic="Children looked after",
    measure=Count(of=Open(reviews, "late_on", "held_on")),
    polarity=Polarity.LOWER,
    numerator="Reviews due before the end of the period and not held by then",
    source="Almoner",
    paired_with="CH-CARE-REVIEWS-VOICE",
)
