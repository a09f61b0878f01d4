"""Section 42 enquiries open for three months or more."""

from almoner.catalogue.cohorts import Open, While
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.safeguarding import enquiries

INDICATOR = Indicator(
    code="AD-ENQUIRIES-3-MONTHS",
    title="Section 42 enquiries open for three months or more",
    service="adults",
    topic="Safeguarding",
    measure=Percentage(
        of=Open(enquiries, "decided_on", "concluded_on"), having=While("months_3_on")
    ),
    polarity=Polarity.LOWER,
    numerator="Of these, enquiries that had lasted three months or more",
    denominator="Section 42 enquiries open at the end of the period",
    source="Almoner",
    paired_with="AD-ENQUIRIES-WISHES",
)
