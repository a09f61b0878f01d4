"""Assessments completed."""

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.assessments import assessments

INDICATOR = Indicator(
    code="CH-ASSESSMENTS",
    title="Assessments completed",
    service="children",
    topic="Assessment",
    measure=Count(of=Events(assessments, on="authorised_on")),
    polarity=Polarity.NONE,
    numerator="Assessments authorised in the period",
    source="Children in need census; DfE definition",
    published_as="CIN-Assessments_completed",
)
