"""Children on protection plans seen in the last four weeks."""

from fractions import Fraction

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Ratio
from almoner.catalogue.rows.protection import plans, visited_plans

INDICATOR = Indicator(
    code="CH-PLAN-SEEN",
    title="Children on protection plans seen in the last four weeks",
    service="children",
    topic="Child protection",
    unit="%",
    measure=Ratio(
        top=Open(visited_plans, "from_on", "until_on"), bottom=Open(plans), times=Fraction(100)
    ),
    polarity=Polarity.HIGHER,
    numerator=("Of these, plans whose child was seen on a visit in the four weeks to then"),
    denominator="Child protection plans open at the end of the period",
    source="Almoner; many councils' own standard is ten working days",
    paired_with="CH-PLAN-VISITS-ALONE",
)
