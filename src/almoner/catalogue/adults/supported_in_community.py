"""People supported in the community."""

from fractions import Fraction

from almoner.catalogue.cohorts import Within
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Ratio
from almoner.catalogue.rows.outcomes import served_within
from almoner.catalogue.rows.support import helped_at_home_within

INDICATOR = Indicator(
    code="AD-SCA020",
    title="People supported in the community",
    service="adults",
    topic="Support",
    unit="%",
    measure=Ratio(
        top=Within(helped_at_home_within), bottom=Within(served_within), times=Fraction(100)
    ),
    polarity=Polarity.HIGHER,
    numerator="People with long-term community support at any time in the period",
    denominator="People with a long-term service at any time in the period",
    source="Welsh National Strategic Indicator SCA/020 (name; definition recalled)",
    lineage=("SCA/020",),
)
