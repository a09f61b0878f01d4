"""Complaints."""

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.housing import complaints

INDICATOR = Indicator(
    code="HO-COMPLAINTS",
    title="Complaints",
    service="housing",
    topic="Complaints",
    measure=Count(of=Events(complaints, on="received_on")),
    polarity=Polarity.NONE,
    numerator="Complaints received in the period",
    source="Almoner",
    caveats="Complaints of all services, by the team complained of.",
    breakdowns=(),
)
