"""Health of children looked after: dental checks and health assessments."""

from fractions import Fraction

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Ratio
from almoner.catalogue.rows.care_health import health_and_dental, looked_after_a_year

INDICATOR = Indicator(
    code="CH-C19",
    title="Health of children looked after: dental checks and health assessments",
    service="children",
    topic="Children looked after",
    unit="%",
    measure=Ratio(
        top=Open(health_and_dental, "from_on", "until_on"),
        bottom=Open(looked_after_a_year, "from_on", "until_on"),
        times=Fraction(50),
    ),
    polarity=Polarity.HIGHER,
    numerator=(
        "Dental checks and health assessments of these children in the twelve months to then,"
        " each child counted once for each"
    ),
    denominator="Children looked after for a year, at the end of the period",
    source="PAF C19 (definition recalled): the mean of the two percentages",
    lineage=("PAF C19",),
)
