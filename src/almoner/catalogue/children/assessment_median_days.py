"""Median length of an assessment."""

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentile
from almoner.catalogue.rows.assessments import assessments

INDICATOR = Indicator(
    code="CH-ASSESSMENTS-MEDIAN",
    title="Median length of an assessment",
    service="children",
    topic="Assessment",
    unit="working days",
    measure=Percentile(of=Events(assessments, on="authorised_on"), duration="working_days"),
    polarity=Polarity.NONE,
    numerator="Assessments authorised in the period, by working days from their start",
    source="Children in need census; DfE definition",
    published_as="CIN-Assessment_days_median",
)
