"""Early help episodes open."""

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.plans_of_need import early_help

INDICATOR = Indicator(
    code="CH-EARLY-OPEN",
    title="Early help episodes open",
    service="children",
    topic="Early help",
    measure=Count(of=Open(early_help)),
    polarity=Polarity.NONE,
    numerator="Early help episodes open at the end of the period",
    source="Almoner, on the Standard Safeguarding Dataset",
)
