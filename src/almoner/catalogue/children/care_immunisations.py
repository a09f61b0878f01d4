"""Children looked after for a year with immunisations up to date."""

from fractions import Fraction

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Ratio
from almoner.catalogue.rows.care_health import immunised, looked_after_a_year

INDICATOR = Indicator(
    code="CH-CARE-IMMUNISED",
    title="Children looked after for a year with immunisations up to date",
    service="children",
    topic="Children looked after",
    unit="%",
    measure=Ratio(
        top=Open(immunised, "from_on", "until_on"),
        bottom=Open(looked_after_a_year, "from_on", "until_on"),
        times=Fraction(100),
    ),
    polarity=Polarity.HIGHER,
    numerator=(
        "Of these, children with immunisations up to date recorded in the twelve months to then"
    ),
    denominator="Children looked after for twelve months or more at the end of the period",
    source="SSDA903; DfE definition",
    lineage=("LAIT 3",),
    published_as="LAIT-LACVaccinationspct",
    paired_with="CH-SDQ-17",
)
