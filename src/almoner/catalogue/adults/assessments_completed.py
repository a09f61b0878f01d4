"""Assessments of adults and carers completed."""

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.adults import assessments

INDICATOR = Indicator(
    code="AD-ASSESSMENTS",
    title="Assessments of adults and carers completed",
    service="adults",
    topic="Assessment",
    measure=Count(of=Events(assessments, on="completed_on")),
    lineage=("AD/004",),
    polarity=Polarity.NONE,
    numerator="Assessments completed in the period",
    source="Client Level Data",
)
