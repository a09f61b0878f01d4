"""Prevention duties accepted."""

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.housing import cases

INDICATOR = Indicator(
    code="HO-PREVENTION-STARTED",
    title="Prevention duties accepted",
    service="housing",
    topic="Homelessness",
    measure=Count(of=Events(cases, on="prevention_from")),
    polarity=Polarity.NONE,
    numerator="Households first owed the prevention duty in the period",
    source="H-CLIC",
    published_as="HCLIC-owed_prevention_duty",
)
