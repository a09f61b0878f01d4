"""Early help episodes started."""

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.plans_of_need import early_help

INDICATOR = Indicator(
    code="CH-EARLY-STARTED",
    title="Early help episodes started",
    service="children",
    topic="Early help",
    measure=Count(of=Events(early_help, on="started_on")),
    polarity=Polarity.NONE,
    numerator="Early help episodes that started in the period",
    source="Almoner, on the Standard Safeguarding Dataset",
)
