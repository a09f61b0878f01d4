"""Assessments in progress."""

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.assessments import assessments

INDICATOR = Indicator(
    code="CH-ASSESSMENTS-OPEN",
    title="Assessments in progress",
    service="children",
    topic="Assessment",
    why_it_matters="Work in progress grows before timeliness falls.",
    measure=Count(of=Open(assessments, "started_on", "authorised_on")),
    polarity=Polarity.NONE,
    numerator="Assessments started and not authorised by the end of the period",
    source="Almoner",
)
