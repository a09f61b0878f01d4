"""Contacts."""

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.referrals import contacts

INDICATOR = Indicator(
    code="CH-CONTACTS",
    title="Contacts",
    service="children",
    topic="Front door",
    measure=Count(of=Events(contacts, on="received_on")),
    polarity=Polarity.NONE,
    numerator="Contacts received in the period",
    source="Almoner, on the Standard Safeguarding Dataset",
)
