"""Children looked after who misuse substances."""

from fractions import Fraction

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Ratio
from almoner.catalogue.rows.care_health import looked_after_a_year, misusing

INDICATOR = Indicator(
    code="CH-CARE-SUBSTANCE",
    title="Children looked after who misuse substances",
    service="children",
    topic="Children looked after",
    unit="%",
    measure=Ratio(
        top=Open(misusing, "from_on", "until_on"),
        bottom=Open(looked_after_a_year, "from_on", "until_on"),
        times=Fraction(100),
    ),
    polarity=Polarity.LOWER,
    numerator=(
        "Of these, children found in the twelve months to then to have a problem of substance"
        " misuse"
    ),
    denominator="Children looked after for a year, at the end of the period",
    source="SSDA903; DfE definition",
    lineage=("LAIT 239",),
    published_as="LAIT-LACSubstance",
)
