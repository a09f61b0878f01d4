"""Equipment waiting past seven working days."""

from almoner.catalogue.cohorts import Open, While
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.safeguarding import equipment

INDICATOR = Indicator(
    code="AD-EQUIPMENT-OVERDUE",
    title="Equipment waiting past seven working days",
    service="adults",
    topic="Support",
    measure=Percentage(
        of=Open(equipment, "decided_on", "delivered_on"), having=While("overdue_on")
    ),
    polarity=Polarity.LOWER,
    numerator="Of these, items decided on more than seven working days before",
    denominator="Items decided on and not delivered at the end of the period",
    source="Almoner",
    paired_with="AD-D54",
)
