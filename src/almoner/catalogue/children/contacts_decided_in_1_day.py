"""Contacts decided within one day."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.referrals import contacts


def within_a_day(unit: Any) -> Any:
    """Decided on the day it came, or the next."""
    return unit.days <= 1


INDICATOR = Indicator(
    code="CH-CONTACTS-1-DAY",
    title="Contacts decided within one day",
    service="children",
    topic="Front door",
    measure=Percentage(of=Events(contacts, on="decided_on"), having=within_a_day),
    polarity=Polarity.HIGHER,
    numerator="Of these, contacts decided on the day received or the next",
    denominator="Contacts decided in the period",
    source=(
        "Working Together to Safeguard Children: a decision within one working "
        "day; counted here in calendar days"
    ),
    caveats="Calendar days: a contact of Friday decided on Monday is late here.",
    paired_with="CH-CONTACTS-REFERRED",
)
