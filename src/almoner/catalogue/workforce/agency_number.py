"""Agency social workers (full-time equivalent)."""

from typing import Any

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Total
from almoner.catalogue.rows.organisation import posts


def by_agency(unit: Any) -> Any:
    """A social worker by way of an agency."""
    return unit.role.isin(["social worker", "senior practitioner"]) & unit.agency


INDICATOR = Indicator(
    code="WF-AGENCY-FTE",
    title="Agency social workers (full-time equivalent)",
    service="workforce",
    topic="Staffing",
    unit="full-time equivalent",
    measure=Total(of=Open(posts, "started_on", "after_on", where=by_agency), weight="fte", per=100),
    polarity=Polarity.LOWER,
    numerator="Full-time equivalent of agency social workers at the end of the period",
    source="Children's social work workforce; DfE definition, all services",
    lineage=("LAIT 287",),
    breakdowns=(),
    paired_with="WF-VACANCY",
)
