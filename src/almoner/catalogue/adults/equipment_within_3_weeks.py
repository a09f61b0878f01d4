"""Equipment delivered within three weeks."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.safeguarding import equipment


def under_1000_pounds(unit: Any) -> Any:
    """Cost under £1,000."""
    return unit.cost < 100_000


def within_3_weeks(unit: Any) -> Any:
    """Within 21 days."""
    return unit.delivered_on.delta(unit.decided_on, unit="day") <= 21


INDICATOR = Indicator(
    code="AD-D38",
    title="Equipment delivered within three weeks",
    service="adults",
    topic="Support",
    measure=Percentage(
        of=Events(equipment, on="delivered_on", where=under_1000_pounds), having=within_3_weeks
    ),
    polarity=Polarity.HIGHER,
    numerator="Of these, items delivered within 21 days of the decision",
    denominator="Items costing under £1,000 delivered in the period",
    source="PAF D38 (SI 2000/896)",
    lineage=("PAF D38",),
    paired_with="AD-EQUIPMENT-OVERDUE",
)
