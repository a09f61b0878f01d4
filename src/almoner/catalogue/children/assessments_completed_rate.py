"""Assessments completed per 10,000 children."""

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Rate
from almoner.catalogue.rows.assessments import assessments

INDICATOR = Indicator(
    code="CH-ASSESSMENTS-RATE",
    title="Assessments completed per 10,000 children",
    service="children",
    topic="Assessment",
    measure=Rate(of=Events(assessments, on="authorised_on"), population="0-17"),
    polarity=Polarity.NONE,
    numerator="Assessments authorised in the period",
    denominator="Residents aged 0 to 17",
    source="Children in need census; DfE definition",
    published_as="CIN-Assessments_completed_rate",
)
