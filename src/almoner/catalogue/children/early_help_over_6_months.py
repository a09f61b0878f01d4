"""Early help open for six months or more."""

from almoner.catalogue.cohorts import Open, While
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.plans_of_need import early_help

INDICATOR = Indicator(
    code="CH-EARLY-6-MONTHS",
    title="Early help open for six months or more",
    service="children",
    topic="Early help",
    measure=Percentage(of=Open(early_help), having=While("months_6_on")),
    polarity=Polarity.NONE,
    numerator="Of these, episodes that had lasted six months or more",
    denominator="Early help episodes open at the end of the period",
    source="Almoner",
)
