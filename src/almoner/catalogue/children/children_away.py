"""Children looked after who were away without authorisation."""

from fractions import Fraction

from almoner.catalogue.cohorts import Within
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Ratio
from almoner.catalogue.rows.care import away_within, looked_after_within

INDICATOR = Indicator(
    code="CH-AWAY-CHILDREN",
    title="Children looked after who were away without authorisation",
    service="children",
    topic="Children looked after",
    unit="%",
    measure=Ratio(top=Within(away_within), bottom=Within(looked_after_within), times=Fraction(100)),
    polarity=Polarity.LOWER,
    numerator=(
        "Children with at least one time away without authorisation that started in the period"
    ),
    denominator="Children looked after at any time in the period",
    source="SSDA903; DfE definition",
    lineage=("LAIT 161",),
    published_as="LAIT-Children_Away",
    caveats=("The published figure also counts children already away when the year began."),
)
