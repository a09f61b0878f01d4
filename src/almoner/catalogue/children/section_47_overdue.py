"""Section 47 enquiries open past 15 working days."""

from almoner.catalogue.cohorts import Open, While
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.protection import enquiries

INDICATOR = Indicator(
    code="CH-S47-OVERDUE",
    title="Section 47 enquiries open past 15 working days",
    service="children",
    topic="Child protection",
    measure=Percentage(of=Open(enquiries), having=While("overdue_on")),
    polarity=Polarity.LOWER,
    numerator="Of these, enquiries with more than 15 working days since their start",
    denominator="Section 47 enquiries open at the end of the period",
    source="Almoner",
    paired_with="CH-CONFERENCES-15",
)
