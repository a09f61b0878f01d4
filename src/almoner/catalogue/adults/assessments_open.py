"""Assessments asked for and not completed."""

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.adults import assessments

INDICATOR = Indicator(
    code="AD-ASSESSMENTS-OPEN",
    title="Assessments asked for and not completed",
    service="adults",
    topic="Assessment",
    measure=Count(of=Open(assessments, "started_on", "completed_on")),
    polarity=Polarity.LOWER,
    numerator="Assessments started and not completed by the end of the period",
    source="Almoner",
    paired_with="AD-E82",
)
