"""Rent collected."""

from fractions import Fraction

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Ratio
from almoner.catalogue.rows.homes import rent

INDICATOR = Indicator(
    code="HO-BV66A",
    title="Rent collected",
    service="housing",
    topic="Rent",
    unit="%",
    measure=Ratio(
        top=Events(rent, on="stated_on"),
        bottom=Events(rent, on="stated_on"),
        top_weight="collected",
        bottom_weight="due",
        times=Fraction(100),
    ),
    polarity=Polarity.HIGHER,
    numerator="Rent collected in the period",
    denominator="Rent that fell due in the period",
    source="BVPI 66a (recalled)",
    caveats="By the day of the statement; arrears brought forward are not in it.",
    lineage=("BV66a",),
    breakdowns=(),
)
