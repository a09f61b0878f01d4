"""People with long-term support who were reviewed."""

from fractions import Fraction

from almoner.catalogue.cohorts import Within
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Ratio
from almoner.catalogue.rows.adults import reviewed_within
from almoner.catalogue.rows.outcomes import served_within

INDICATOR = Indicator(
    code="AD-D40",
    title="People with long-term support who were reviewed",
    service="adults",
    topic="Reviews",
    unit="%",
    measure=Ratio(top=Within(reviewed_within), bottom=Within(served_within), times=Fraction(100)),
    polarity=Polarity.HIGHER,
    numerator="People whose support was reviewed in the period",
    denominator="People with a long-term service at any time in the period",
    source="PAF D40 (definition recalled)",
    caveats=(
        "The two are counted apart: somebody reviewed whose service is not long-"
        "term is in the first only."
    ),
    lineage=(
        "PAF D40",
        "BVPI 55",
    ),
)
