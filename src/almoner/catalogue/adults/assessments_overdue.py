"""Assessments open more than 28 days after first contact."""

from almoner.catalogue.cohorts import Open, While
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.adults import assessments

INDICATOR = Indicator(
    code="AD-ASSESSMENTS-OVERDUE",
    title="Assessments open more than 28 days after first contact",
    service="adults",
    topic="Assessment",
    measure=Percentage(
        of=Open(assessments, "started_on", "completed_on"), having=While("overdue_on")
    ),
    polarity=Polarity.LOWER,
    numerator="Of these, assessments whose first contact was more than 28 days before",
    denominator="Assessments started and not completed by the end of the period",
    source="Almoner",
    paired_with="AD-ASSESSMENTS-28",
)
