"""Contacts decided within one day."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.referrals import contacts


def within_a_day(unit: Any) -> Any:
    """Decided on the day it came, or the next working day."""
    return unit.working_days <= 1


INDICATOR = Indicator(
    code="CH-CONTACTS-1-DAY",
    title="Contacts decided within one working day",
    service="children",
    topic="Front door",
    measure=Percentage(of=Events(contacts, on="decided_on"), having=within_a_day),
    polarity=Polarity.HIGHER,
    numerator="Of these, contacts decided on the day received or the next working day",
    denominator="Contacts decided in the period",
    source="Working Together to Safeguard Children; SCC/006 (Wales)",
    lineage=("SCC/006",),
    paired_with="CH-CONTACTS-REFERRED",
)
