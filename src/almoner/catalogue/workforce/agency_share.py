"""Social workers who are agency workers."""

from fractions import Fraction
from typing import Any

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Ratio
from almoner.catalogue.rows.organisation import posts


def social_worker(unit: Any) -> Any:
    """A social worker or senior practitioner."""
    return unit.role.isin(["social worker", "senior practitioner"])


def by_agency(unit: Any) -> Any:
    """A social worker by way of an agency."""
    return social_worker(unit) & unit.agency


INDICATOR = Indicator(
    code="WF-AGENCY",
    title="Social workers who are agency workers",
    service="workforce",
    topic="Staffing",
    unit="%",
    measure=Ratio(
        top=Open(posts, "started_on", "after_on", where=by_agency),
        bottom=Open(posts, "started_on", "after_on", where=social_worker),
        top_weight="fte",
        bottom_weight="fte",
        times=Fraction(100),
    ),
    polarity=Polarity.LOWER,
    numerator="Full-time equivalent of agency social workers at the end of the period",
    denominator="Full-time equivalent of all social workers",
    source="Children's social work workforce; DfE definition, all services",
    lineage=("LAIT 287",),
    breakdowns=(),
    published_as="LAIT-Work_Force_Agecy_Rate",
    caveats=(
        "All services are in it; the published figure is of children's services, at 30 September."
    ),
)
