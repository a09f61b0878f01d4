"""Safeguarding concerns decided within two working days."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.safeguarding import concerns


def within_2_days(unit: Any) -> Any:
    """Within two working days."""
    return unit.decision_days <= 2


INDICATOR = Indicator(
    code="AD-CONCERNS-2-DAYS",
    title="Safeguarding concerns decided within two working days",
    service="adults",
    topic="Safeguarding",
    measure=Percentage(of=Events(concerns, on="decided_on"), having=within_2_days),
    polarity=Polarity.HIGHER,
    numerator="Of these, concerns decided within two working days",
    denominator="Concerns decided in the period",
    source="Almoner",
    paired_with="AD-CONCERNS-ENQUIRY",
)
