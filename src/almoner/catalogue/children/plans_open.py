"""Children on child protection plans."""

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.protection import plans

INDICATOR = Indicator(
    code="CH-PLANS",
    title="Children on child protection plans",
    service="children",
    topic="Child protection",
    measure=Count(of=Open(plans)),
    polarity=Polarity.NONE,
    numerator="Child protection plans open at the end of the period",
    source="Children in need census; DfE definition",
    lineage=("LAIT 377",),
    published_as="LAIT-CPP_Num",
    caveats="Counts plans; a child has one at a time.",
)
