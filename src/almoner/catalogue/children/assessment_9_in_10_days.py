"""Nine in ten assessments take no longer than."""

from fractions import Fraction

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentile
from almoner.catalogue.rows.assessments import assessments

INDICATOR = Indicator(
    code="CH-ASSESSMENTS-P90",
    title="Nine in ten assessments take no longer than",
    service="children",
    topic="Assessment",
    unit="working days",
    measure=Percentile(
        of=Events(assessments, on="authorised_on"),
        duration="working_days",
        at=Fraction(9, 10),
    ),
    polarity=Polarity.LOWER,
    numerator="Assessments authorised in the period, by working days from their start",
    source="Almoner",
    caveats="Between two assessments the value is set in proportion, as spreadsheets do.",
    paired_with="CH-ASSESSMENTS-SEEN",
)
