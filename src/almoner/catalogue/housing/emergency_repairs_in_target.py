"""Emergency repairs completed within the target."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.housing import repairs


def of_this_kind(unit: Any) -> Any:
    """One of the emergency repairs."""
    return unit.emergency


def in_target(unit: Any) -> Any:
    """Within the target."""
    return unit.in_target


INDICATOR = Indicator(
    code="HO-REPAIRS-EMERGENCY",
    title="Emergency repairs completed within the target",
    service="housing",
    topic="Repairs",
    measure=Percentage(of=Events(repairs, on="completed_on", where=of_this_kind), having=in_target),
    lineage=("TSM RP02",),
    polarity=Polarity.HIGHER,
    numerator="Of these, repairs completed within the landlord's own target",
    denominator="Emergency repairs completed in the period",
    source="Tenant Satisfaction Measure RP02 (2)",
    caveats=("The target is in whole days; the regulator's emergency target is in hours."),
    breakdowns=(),
    paired_with="HO-REPAIRS-FIRST",
)
