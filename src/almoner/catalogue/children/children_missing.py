"""Children looked after who went missing."""

from fractions import Fraction

from almoner.catalogue.cohorts import Within
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Ratio
from almoner.catalogue.rows.care import looked_after_within, missing_within

INDICATOR = Indicator(
    code="CH-MISSING-CHILDREN",
    title="Children looked after who went missing",
    service="children",
    topic="Children looked after",
    unit="%",
    measure=Ratio(
        top=Within(missing_within), bottom=Within(looked_after_within), times=Fraction(100)
    ),
    polarity=Polarity.LOWER,
    numerator="Children with at least one missing incident that started in the period",
    denominator="Children looked after at any time in the period",
    source="SSDA903; DfE definition",
    lineage=("LAIT 161",),
    published_as="LAIT-Children_missing",
    caveats=("The published figure also counts children already missing when the year began."),
)
