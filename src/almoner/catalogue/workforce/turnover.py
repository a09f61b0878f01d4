"""Turnover of social workers."""

from fractions import Fraction
from typing import Any

from almoner.catalogue.cohorts import Events, Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Ratio
from almoner.catalogue.rows.organisation import posts


def social_worker(unit: Any) -> Any:
    """A social worker or senior practitioner, not from an agency."""
    return unit.role.isin(["social worker", "senior practitioner"]) & ~unit.agency


def left(unit: Any) -> Any:
    """One who left the council."""
    return social_worker(unit) & unit.left_council


INDICATOR = Indicator(
    code="WF-TURNOVER",
    title="Turnover of social workers",
    service="workforce",
    topic="Staffing",
    unit="%",
    measure=Ratio(
        top=Events(posts, on="ended_on", where=left),
        bottom=Open(posts, "started_on", "after_on", where=social_worker),
        top_weight="fte",
        bottom_weight="fte",
        times=Fraction(100),
    ),
    polarity=Polarity.LOWER,
    numerator=(
        "Full-time equivalent of social workers, other than agency workers, who left the "
        "council in the period"
    ),
    denominator=(
        "Full-time equivalent of social workers, other than agency workers, in post at its end"
    ),
    source="Children's social work workforce; DfE definition, all services",
    caveats=(
        "Read the year. All services are in it; the published figure is of children's "
        "services, at 30 September."
    ),
    lineage=("LAIT 287",),
    published_as="LAIT-Work_Force_TO_Rate",
    breakdowns=(),
)
