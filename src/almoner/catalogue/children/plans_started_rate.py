"""Child protection plans started per 10,000 children."""

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Rate
from almoner.catalogue.rows.protection import plans

INDICATOR = Indicator(
    code="CH-PLANS-STARTED-RATE",
    title="Child protection plans started per 10,000 children",
    service="children",
    topic="Child protection",
    measure=Rate(of=Events(plans, on="started_on"), population="0-17"),
    polarity=Polarity.LOWER,
    numerator="Child protection plans that started in the period",
    denominator="Residents aged 0 to 17",
    source="Children in need census; DfE definition",
    lineage=("LAIT 219",),
    published_as="LAIT-CPP_Abuse_Rate",
    paired_with="CH-CONFERENCES-PLAN",
)
