"""Reviews of adults overdue."""

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.adults import reviews

INDICATOR = Indicator(
    code="AD-REVIEWS-LATE",
    title="Reviews of adults overdue",
    service="adults",
    topic="Reviews",
    measure=Count(of=Open(reviews, "late_on", "held_on")),
    polarity=Polarity.LOWER,
    numerator="Reviews due before the end of the period and not held by then",
    source="Almoner",
    paired_with="AD-D40",
)
