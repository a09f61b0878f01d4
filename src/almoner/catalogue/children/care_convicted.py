"""Children looked after who were convicted or cautioned."""

from fractions import Fraction

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Ratio
from almoner.catalogue.rows.care_health import aged_10, convicted

INDICATOR = Indicator(
    code="CH-CARE-CONVICTED",
    title="Children looked after who were convicted or cautioned",
    service="children",
    topic="Children looked after",
    unit="%",
    measure=Ratio(
        top=Open(convicted, "from_on", "until_on"),
        bottom=Open(aged_10, "from_on", "until_on"),
        times=Fraction(100),
    ),
    polarity=Polarity.LOWER,
    numerator=(
        "Of these, children with a conviction, caution or final warning in the twelve months "
        "to then"
    ),
    denominator=("Children looked after for a year and aged ten or over, at the end of the period"),
    source="SSDA903; DfE definition",
    caveats=(
        "By the day of the offence where the record gives it. PAF C18 divided this by the "
        "rate among all children, which is not held."
    ),
    lineage=(
        "LAIT 202",
        "PAF C18",
    ),
    published_as="LAIT-LAC_Convictions",
)
