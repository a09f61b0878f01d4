"""Relief duties owed for more than 56 days."""

from almoner.catalogue.cohorts import Open, While
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.housing import cases

INDICATOR = Indicator(
    code="HO-RELIEF-56",
    title="Relief duties owed for more than 56 days",
    service="housing",
    topic="Homelessness",
    measure=Percentage(
        of=Open(cases, "relief_from", "relief_until"), having=While("relief_over_on")
    ),
    polarity=Polarity.LOWER,
    numerator="Of these, duties owed for more than 56 days",
    denominator="Households owed the relief duty at the end of the period",
    source="Almoner",
    paired_with="HO-RELIEF-SECURED",
)
