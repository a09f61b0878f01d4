"""Safeguarding concerns waiting for a decision."""

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.safeguarding import concerns

INDICATOR = Indicator(
    code="AD-CONCERNS-OPEN",
    title="Safeguarding concerns waiting for a decision",
    service="adults",
    topic="Safeguarding",
    measure=Count(of=Open(concerns, "raised_on", "decided_on")),
    polarity=Polarity.LOWER,
    numerator="Concerns raised and not decided by the end of the period",
    source="Almoner",
    paired_with="AD-CONCERNS-ENQUIRY",
)
