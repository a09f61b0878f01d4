"""Contacts that become referrals."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.referrals import contacts


def referred(unit: Any) -> Any:
    """The outcome was a referral."""
    return unit.outcome == "referral"


INDICATOR = Indicator(
    code="CH-CONTACTS-REFERRED",
    title="Contacts that become referrals",
    service="children",
    topic="Front door",
    measure=Percentage(of=Events(contacts, on="decided_on"), having=referred),
    polarity=Polarity.NONE,
    numerator="Of these, contacts whose outcome was a referral",
    denominator="Contacts decided in the period",
    source="Almoner, on the Standard Safeguarding Dataset",
)
