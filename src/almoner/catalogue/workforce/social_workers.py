"""Social workers (full-time equivalent)."""

from typing import Any

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Total
from almoner.catalogue.rows.organisation import posts


def social_worker(unit: Any) -> Any:
    """A social worker or senior practitioner whom the council employs."""
    return unit.role.isin(["social worker", "senior practitioner"]) & ~unit.agency


INDICATOR = Indicator(
    code="WF-SOCIAL-WORKERS",
    title="Social workers (full-time equivalent)",
    service="workforce",
    topic="Staffing",
    unit="full-time equivalent",
    measure=Total(
        of=Open(posts, "started_on", "after_on", where=social_worker), weight="fte", per=100
    ),
    polarity=Polarity.NONE,
    numerator=(
        "Full-time equivalent of social workers' posts, other than agency workers', held at "
        "the end of the period"
    ),
    source="Children's social work workforce; DfE definition, all services",
    lineage=("LAIT 287",),
    breakdowns=(),
    published_as="LAIT-Work_Force_NoSW",
    caveats=(
        "All services are in it; the published figure is of children's services, at 30 September."
    ),
)
