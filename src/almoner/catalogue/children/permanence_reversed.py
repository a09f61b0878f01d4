"""Decisions for adoption that were reversed."""

from fractions import Fraction

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Ratio
from almoner.catalogue.rows.permanence import plans

INDICATOR = Indicator(
    code="CH-PERM-REVERSED",
    title="Decisions for adoption that were reversed",
    service="children",
    topic="Permanence",
    unit="per 100",
    measure=Ratio(
        top=Events(plans, on="reversed_on"),
        bottom=Events(plans, on="decided_on"),
        times=Fraction(100),
    ),
    polarity=Polarity.LOWER,
    numerator="Decisions reversed in the period",
    denominator=("Decisions that a child should be placed for adoption, made in the period"),
    source="Almoner",
    caveats="Reversals may be of decisions of earlier periods.",
)
