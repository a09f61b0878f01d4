"""Mean stay of families in hostels."""

from fractions import Fraction
from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Ratio
from almoner.catalogue.rows.housing import stays


def family(unit: Any) -> Any:
    """A household with children, in a hostel."""
    return unit.has_children & (unit.kind == "hostel")


INDICATOR = Indicator(
    code="HO-BV183B",
    title="Mean stay of families in hostels",
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
    denominator="Stays of households with children in hostels that ended in the period",
    source="BVPI 183b (recalled)",
    lineage=("BV183b",),
    paired_with="HO-BV214",
)
