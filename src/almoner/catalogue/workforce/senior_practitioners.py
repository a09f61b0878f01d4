"""Social workers who are senior practitioners."""

from fractions import Fraction
from typing import Any

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Ratio
from almoner.catalogue.rows.organisation import posts


def social_worker(unit: Any) -> Any:
    """A social worker or senior practitioner."""
    return unit.role.isin(["social worker", "senior practitioner"])


def senior(unit: Any) -> Any:
    """A senior practitioner."""
    return unit.role == "senior practitioner"


INDICATOR = Indicator(
    code="WF-SENIOR",
    title="Social workers who are senior practitioners",
    service="workforce",
    topic="Staffing",
    unit="%",
    measure=Ratio(
        top=Open(posts, "started_on", "after_on", where=senior),
        bottom=Open(posts, "started_on", "after_on", where=social_worker),
        top_weight="fte",
        bottom_weight="fte",
        times=Fraction(100),
    ),
    polarity=Polarity.NONE,
    numerator="Full-time equivalent of senior practitioners at the end of the period",
    denominator="Full-time equivalent of all social workers",
    source="Children's social work workforce; DfE definition, all services",
    caveats=(
        "All services are in it; the published figure is of children's services, at 30 September."
    ),
    lineage=("LAIT 287",),
    published_as="LAIT-Social_Work_SeniorPractitioner_pct",
    breakdowns=(),
)
