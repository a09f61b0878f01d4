"""Assessments completed for every 100 started."""

from fractions import Fraction

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Ratio
from almoner.catalogue.rows.assessments import assessments

INDICATOR = Indicator(
    code="CH-ASSESSMENTS-FLOW",
    title="Assessments completed for every 100 started",
    service="children",
    topic="Assessment",
    unit="per 100",
    measure=Ratio(
        top=Events(assessments, on="authorised_on"),
        bottom=Events(assessments, on="started_on"),
        times=Fraction(100),
    ),
    polarity=Polarity.NONE,
    numerator="Assessments authorised in the period",
    denominator="Assessments started in the period",
    source="Almoner",
)
