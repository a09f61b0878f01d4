"""Relief duties accepted."""

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.housing import cases

INDICATOR = Indicator(
    code="HO-RELIEF-STARTED",
    title="Relief duties accepted",
    service="housing",
    topic="Homelessness",
    measure=Count(of=Events(cases, on="relief_from")),
    polarity=Polarity.NONE,
    numerator="Households first owed the relief duty in the period",
    source="H-CLIC",
    published_as="HCLIC-owed_relief_duty",
)
