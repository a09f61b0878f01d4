"""Mean time on a child protection plan."""

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Mean
from almoner.catalogue.rows.protection import plans

INDICATOR = Indicator(
    code="CH-PM28",
    title="Mean time on a child protection plan",
    service="children",
    topic="Child protection",
    unit="days",
    measure=Mean(of=Events(plans, on="ended_on"), weight="days"),
    polarity=Polarity.LOWER,
    numerator="Days from start to end of these plans",
    denominator="Child protection plans that ended in the period",
    source="Code of Practice measure PM28 (Wales)",
    lineage=("PM28",),
    paired_with="CH-PLANS-AGAIN",
)
