"""Child protection plans that have lasted two years or more."""

from almoner.catalogue.cohorts import Open, While
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.protection import plans

INDICATOR = Indicator(
    code="CH-PLANS-OPEN-2-YEARS",
    title="Child protection plans open for two years or more",
    service="children",
    topic="Child protection",
    why_it_matters="A plan that goes on for years is not making the child safe.",
    measure=Percentage(of=Open(plans), having=While("years_2_on")),
    polarity=Polarity.LOWER,
    numerator="Of these, plans that started two years or more before",
    denominator="Child protection plans open at the end of the period",
    source="Children in need census; DfE definition",
    lineage=("LAIT 264",),
    published_as="LAIT-CPPlans2yrsActive",
    paired_with="CH-PLANS-AGAIN",
)
