"""Repairs completed for every 100 reported."""

from fractions import Fraction

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Ratio
from almoner.catalogue.rows.housing import repairs

INDICATOR = Indicator(
    code="HO-REPAIRS-FLOW",
    title="Repairs completed for every 100 reported",
    service="housing",
    topic="Repairs",
    unit="per 100",
    measure=Ratio(
        top=Events(repairs, on="completed_on"),
        bottom=Events(repairs, on="reported_on"),
        times=Fraction(100),
    ),
    polarity=Polarity.NONE,
    numerator="Repairs completed in the period",
    denominator="Repairs reported in the period",
    source="Almoner",
    breakdowns=(),
)
