"""Section 47 enquiries per 10,000 children."""

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Rate
from almoner.catalogue.rows.protection import enquiries

INDICATOR = Indicator(
    code="CH-S47-RATE",
    title="Section 47 enquiries per 10,000 children",
    service="children",
    topic="Child protection",
    measure=Rate(of=Events(enquiries, on="started_on"), population="0-17"),
    polarity=Polarity.NONE,
    numerator="Section 47 enquiries that started in the period",
    denominator="Residents aged 0 to 17",
    source="Children in need census; DfE definition",
    lineage=("LAIT 217",),
    published_as="LAIT-Section_47",
)
