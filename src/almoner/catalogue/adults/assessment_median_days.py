"""Median days from first contact to assessment."""

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentile
from almoner.catalogue.rows.adults import assessments

INDICATOR = Indicator(
    code="AD-ASSESSMENTS-MEDIAN",
    title="Median days from first contact to assessment",
    service="adults",
    topic="Assessment",
    unit="days",
    measure=Percentile(of=Events(assessments, on="completed_on"), duration="days"),
    polarity=Polarity.LOWER,
    numerator="Assessments completed in the period, by days from first contact",
    source="Almoner",
    paired_with="AD-E82",
)
