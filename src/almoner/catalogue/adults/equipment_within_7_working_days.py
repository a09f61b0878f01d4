"""Equipment delivered within seven working days."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.safeguarding import equipment


def under_1000_pounds(unit: Any) -> Any:
    """Cost under £1,000."""
    return unit.cost < 100_000


def within_7_days(unit: Any) -> Any:
    """Within seven working days."""
    return unit.working_days <= 7


INDICATOR = Indicator(
    code="AD-D54",
    title="Equipment delivered within seven working days",
    service="adults",
    topic="Support",
    measure=Percentage(
        of=Events(equipment, on="delivered_on", where=under_1000_pounds), having=within_7_days
    ),
    polarity=Polarity.HIGHER,
    numerator="Of these, items delivered within seven working days of the decision",
    denominator="Items costing under £1,000 delivered in the period",
    source="PAF D54; BVPI 56 (SI 2003/530)",
    lineage=(
        "PAF D54",
        "BVPI 56",
    ),
    paired_with="AD-EQUIPMENT-OVERDUE",
)
