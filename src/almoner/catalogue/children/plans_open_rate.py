"""Child protection plans per 10,000 children."""

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Rate
from almoner.catalogue.rows.protection import plans

INDICATOR = Indicator(
    code="CH-PLANS-RATE",
    title="Child protection plans per 10,000 children",
    service="children",
    topic="Child protection",
    measure=Rate(of=Open(plans), population="0-17"),
    polarity=Polarity.NONE,
    numerator="Child protection plans open at the end of the period",
    denominator="Residents aged 0 to 17",
    source="Children in need census; DfE definition",
    lineage=("LAIT 215",),
    published_as="LAIT-CPP_rate",
    caveats="Counts plans; a child has one at a time.",
)
