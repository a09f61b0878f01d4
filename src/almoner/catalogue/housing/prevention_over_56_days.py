"""Prevention duties owed for more than 56 days."""

from almoner.catalogue.cohorts import Open, While
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.housing import cases

INDICATOR = Indicator(
    code="HO-PREVENTION-56",
    title="Prevention duties owed for more than 56 days",
    service="housing",
    topic="Homelessness",
    measure=Percentage(
        of=Open(cases, "prevention_from", "prevention_until"), having=While("prevention_over_on")
    ),
    polarity=Polarity.LOWER,
    numerator="Of these, duties owed for more than 56 days",
    denominator="Households owed the prevention duty at the end of the period",
    source="Almoner",
    paired_with="HO-PREVENTION-SECURED",
)
