"""Child in need plans open for a year or more."""

from almoner.catalogue.cohorts import Open, While
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.plans_of_need import need_plans

INDICATOR = Indicator(
    code="CH-NEED-PLANS-YEAR",
    title="Child in need plans open for a year or more",
    service="children",
    topic="Children in need",
    why_it_matters="A plan that drifts is either not needed or not working.",
    measure=Percentage(of=Open(need_plans), having=While("year_on")),
    polarity=Polarity.LOWER,
    numerator="Of these, plans that had lasted a year or more",
    denominator="Child in need plans open at the end of the period",
    source="Almoner",
    paired_with="CH-REFERRALS-REPEAT",
)
