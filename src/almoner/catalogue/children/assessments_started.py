"""Assessments started."""

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.assessments import assessments

INDICATOR = Indicator(
    code="CH-ASSESSMENTS-STARTED",
    title="Assessments started",
    service="children",
    topic="Assessment",
    measure=Count(of=Events(assessments, on="started_on")),
    polarity=Polarity.NONE,
    numerator="Assessments started in the period",
    source="Almoner, on the Standard Safeguarding Dataset",
)
