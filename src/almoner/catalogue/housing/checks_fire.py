"""Fire safety checks."""

from fractions import Fraction
from typing import Any

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Ratio
from almoner.catalogue.rows.homes import fire_checked, homes


def needs_it(unit: Any) -> Any:
    """The check is needed."""
    return unit.needs_fire


INDICATOR = Indicator(
    code="HO-BS02",
    title="Fire safety checks",
    service="housing",
    topic="Homes",
    unit="%",
    measure=Ratio(
        top=Open(fire_checked, "from_on", "until_on", where=needs_it),
        bottom=Open(homes, "started_on", "after_on", where=needs_it),
        times=Fraction(100),
    ),
    polarity=Polarity.HIGHER,
    numerator="Of these, homes whose check is in date",
    denominator="Homes owned at the end of the period that need the check",
    source="Tenant Satisfaction Measure BS02 (base recalled)",
    lineage=("TSM BS02",),
    paired_with="HO-RP01",
    breakdowns=(),
)
