"""Social workers who left."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Total
from almoner.catalogue.rows.organisation import posts


def social_worker(unit: Any) -> Any:
    """A social worker or senior practitioner whom the council employs."""
    return unit.role.isin(["social worker", "senior practitioner"]) & ~unit.agency


def left(unit: Any) -> Any:
    """A social worker who left the council."""
    return social_worker(unit) & unit.left_council


INDICATOR = Indicator(
    code="WF-LEAVERS",
    title="Social workers who left",
    service="workforce",
    topic="Staffing",
    unit="full-time equivalent",
    measure=Total(of=Events(posts, on="ended_on", where=left), weight="fte", per=100),
    polarity=Polarity.LOWER,
    numerator=(
        "Full-time equivalent of social workers, other than agency workers, who left the "
        "council in the period"
    ),
    source="Children's social work workforce; DfE definition, all services",
    lineage=("LAIT 287",),
    breakdowns=(),
    published_as="LAIT-Social_Work_Leavers",
    caveats=(
        "All services are in it; the published figure is of children's services, in the year "
        "to 30 September."
    ),
    paired_with="WF-VACANCY",
)
