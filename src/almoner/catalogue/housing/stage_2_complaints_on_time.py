"""Stage 2 complaints answered within 20 working days."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.housing import complaints


def of_this_stage(unit: Any) -> Any:
    """Stage 2, about the landlord (or nobody says what)."""
    return (unit.stage == 2) & (unit.about.fill_null("landlord") == "landlord")


def in_time(unit: Any) -> Any:
    """Within 20 working days."""
    return unit.working_days <= 20


INDICATOR = Indicator(
    code="HO-COMPLAINTS-STAGE-2",
    title="Stage 2 complaints answered within 20 working days",
    service="housing",
    topic="Complaints",
    measure=Percentage(
        of=Events(complaints, on="received_on", where=of_this_stage), having=in_time
    ),
    polarity=Polarity.HIGHER,
    numerator="Of these, complaints answered within 20 working days",
    denominator="Stage 2 complaints about the landlord received in the period",
    source=("Tenant Satisfaction Measure CH02; Housing Ombudsman's Complaint Handling Code"),
    caveats="Complaints not answered yet count as not in time.",
    lineage=("TSM CH02",),
    paired_with="HO-COMPLAINTS-OVERDUE",
    breakdowns=(),
)
