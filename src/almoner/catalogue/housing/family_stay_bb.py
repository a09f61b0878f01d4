"""Mean stay of families in bed and breakfast."""

from fractions import Fraction
from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Ratio
from almoner.catalogue.rows.housing import stays


def family(unit: Any) -> Any:
    """A household with children, in bed and breakfast."""
    return unit.has_children & (unit.kind == "bed and breakfast")


INDICATOR = Indicator(
    code="HO-BV183A",
    title="Mean stay of families in bed and breakfast",
    service="housing",
    topic="Temporary accommodation",
    unit="weeks",
    measure=Ratio(
        top=Events(stays, on="ended_on", where=family),
        bottom=Events(stays, on="ended_on", where=family),
        top_weight="days",
        times=Fraction(1, 7),
    ),
    polarity=Polarity.LOWER,
    numerator="Days of these stays",
    denominator=("Stays of households with children in bed and breakfast that ended in the period"),
    source="BVPI 183a (recalled)",
    lineage=("BV183a",),
    paired_with="HO-BV214",
)
