"""Initial child protection conferences per 10,000 children."""

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Rate
from almoner.catalogue.rows.protection import conferences

INDICATOR = Indicator(
    code="CH-CONFERENCES-RATE",
    title="Initial child protection conferences per 10,000 children",
    service="children",
    topic="Child protection",
    measure=Rate(of=Events(conferences, on="held_on"), population="0-17"),
    polarity=Polarity.NONE,
    numerator="Initial child protection conferences held in the period",
    denominator="Residents aged 0 to 17",
    source="Children in need census; DfE definition",
    lineage=("LAIT 269",),
    published_as="LAIT-ISCP_Conf",
)
