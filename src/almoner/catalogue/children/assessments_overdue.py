"""Open assessments past 45 working days."""

from almoner.catalogue.cohorts import Open, While
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.assessments import assessments

INDICATOR = Indicator(
    code="CH-ASSESSMENTS-OVERDUE",
    title="Open assessments past 45 working days",
    service="children",
    topic="Assessment",
    why_it_matters="Lateness shows here before it shows among those completed.",
    measure=Percentage(
        of=Open(assessments, "started_on", "authorised_on"), having=While("overdue_on")
    ),
    polarity=Polarity.LOWER,
    numerator="Of these, assessments with more than 45 working days since their start",
    denominator="Assessments in progress at the end of the period",
    source="Almoner",
    paired_with="CH-ASSESSMENTS-45",
)
