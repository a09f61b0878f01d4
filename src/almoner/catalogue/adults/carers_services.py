"""Services for carers."""

from fractions import Fraction

from almoner.catalogue.cohorts import Within
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Ratio
from almoner.catalogue.rows.outcomes import carers_supported_within
from almoner.catalogue.rows.support import helped_at_home_within

INDICATOR = Indicator(
    code="AD-C62",
    title="Services for carers",
    service="adults",
    topic="Carers",
    unit="%",
    measure=Ratio(
        top=Within(carers_supported_within),
        bottom=Within(helped_at_home_within),
        times=Fraction(100),
    ),
    polarity=Polarity.HIGHER,
    numerator="Carers given support direct in the period",
    denominator="People with long-term community support in the period",
    source="PAF C62 (definition recalled)",
    lineage=("PAF C62",),
)
