"""Children looked after who returned home."""

from fractions import Fraction
from typing import Any

from almoner.catalogue.cohorts import Within
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Ratio
from almoner.catalogue.rows.care import ceased_within, looked_after_within


def home(unit: Any) -> Any:
    """Returned home, as planned or not."""
    return unit.end_reason.isin(["E4A", "E4B"])


INDICATOR = Indicator(
    code="CH-PM26",
    title="Children looked after who returned home",
    service="children",
    topic="Children looked after",
    unit="%",
    measure=Ratio(
        top=Within(ceased_within, where=home),
        bottom=Within(looked_after_within),
        times=Fraction(100),
    ),
    polarity=Polarity.NONE,
    numerator="Children who ceased to be looked after in the period and returned home",
    denominator="Children looked after at any time in the period",
    source="Code of Practice measure PM26 (Wales)",
    lineage=("PM26",),
)
