"""Child protection plans ended for every 100 started."""

from fractions import Fraction

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Ratio
from almoner.catalogue.rows.protection import plans

INDICATOR = Indicator(
    code="CH-PLANS-FLOW",
    title="Child protection plans ended for every 100 started",
    service="children",
    topic="Child protection",
    unit="per 100",
    measure=Ratio(
        top=Events(plans, on="ended_on"),
        bottom=Events(plans, on="started_on"),
        times=Fraction(100),
    ),
    polarity=Polarity.NONE,
    numerator="Child protection plans ended in the period",
    denominator="Child protection plans started in the period",
    source="Almoner",
)
