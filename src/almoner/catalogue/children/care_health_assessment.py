"""Children looked after for a year with a health assessment."""

from fractions import Fraction

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Ratio
from almoner.catalogue.rows.care_health import health_checked, looked_after_a_year

INDICATOR = Indicator(
    code="CH-CARE-HEALTH",
    title="Children looked after for a year with a health assessment",
    service="children",
    topic="Children looked after",
    unit="%",
    measure=Ratio(
        top=Open(health_checked, "from_on", "until_on"),
        bottom=Open(looked_after_a_year, "from_on", "until_on"),
        times=Fraction(100),
    ),
    polarity=Polarity.HIGHER,
    numerator=("Of these, children with a health assessment recorded in the twelve months to then"),
    denominator="Children looked after for twelve months or more at the end of the period",
    source="SSDA903; DfE definition",
    lineage=("LAIT 3",),
    published_as="LAIT-LACHealthpct",
    paired_with="CH-SDQ-17",
)
