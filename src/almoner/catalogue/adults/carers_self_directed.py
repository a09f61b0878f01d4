"""Carers with self-directed support."""

from typing import Any

from almoner.catalogue.cohorts import Within
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.outcomes import carers_supported_within


def holds(unit: Any) -> Any:
    """Of this kind."""
    return unit.way <= 2


INDICATOR = Indicator(
    code="AD-ASCOF-3D-1B",
    title="Carers with self-directed support",
    service="adults",
    topic="Carers",
    measure=Percentage(of=Within(carers_supported_within), having=holds),
    polarity=Polarity.HIGHER,
    numerator="Of these, carers with self-directed support",
    denominator=(
        "Carers given support direct in the period: a direct payment, a managed budget or "
        "commissioned support"
    ),
    source="ASCOF 3D as the department computes it from Client Level Data",
    caveats=(
        "A managed budget or commissioned support whose component is blank drops out, as in "
        "the department's own script. Not published for 2024-25."
    ),
    lineage=("ASCOF 3D(1b)",),
)
