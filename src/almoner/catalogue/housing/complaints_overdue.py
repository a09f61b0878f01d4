"""Complaints open past ten working days."""

from almoner.catalogue.cohorts import Open, While
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.housing import complaints

INDICATOR = Indicator(
    code="HO-COMPLAINTS-OVERDUE",
    title="Complaints open past ten working days",
    service="housing",
    topic="Complaints",
    measure=Percentage(
        of=Open(complaints, "received_on", "answered_on"), having=While("overdue_on")
    ),
    polarity=Polarity.LOWER,
    numerator="Of these, complaints with more than ten working days since they came",
    denominator="Complaints not answered at the end of the period",
    source="Almoner",
    breakdowns=(),
    paired_with="HO-COMPLAINTS-UPHELD",
)
