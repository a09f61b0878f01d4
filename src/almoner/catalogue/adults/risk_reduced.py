"""Enquiries in which risk was reduced or removed."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.safeguarding import enquiries


def risk_identified(unit: Any) -> Any:
    """A risk was identified."""
    return unit.risk_outcome.isin(["removed", "reduced", "remained"])


def risk_reduced(unit: Any) -> Any:
    """Removed or reduced."""
    return unit.risk_outcome.isin(["removed", "reduced"])


INDICATOR = Indicator(
    code="AD-ASCOF-4B",
    title="Enquiries in which risk was reduced or removed",
    service="adults",
    topic="Safeguarding",
    measure=Percentage(
        of=Events(enquiries, on="concluded_on", where=risk_identified), having=risk_reduced
    ),
    polarity=Polarity.HIGHER,
    numerator="Of these, enquiries in which the risk was removed or reduced",
    denominator="Enquiries concluded in the period in which a risk was identified",
    source="ASCOF 4B",
    lineage=(
        "SCA/019",
        "ASCOF 4B",
    ),
    published_as="ASCOF-4B",
    caveats="Local outcomes are mapped as the Safeguarding Adults Collection does.",
)
