"""Section 42 enquiries open."""

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.safeguarding import enquiries

INDICATOR = Indicator(
    code="AD-ENQUIRIES-OPEN",
    title="Section 42 enquiries open",
    service="adults",
    topic="Safeguarding",
    measure=Count(of=Open(enquiries, "decided_on", "concluded_on")),
    polarity=Polarity.NONE,
    numerator="Enquiries decided on and not concluded by the end of the period",
    source="Almoner",
)
