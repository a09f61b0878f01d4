"""Contacts waiting for a decision."""

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.referrals import contacts

INDICATOR = Indicator(
    code="CH-CONTACTS-OPEN",
    title="Contacts waiting for a decision",
    service="children",
    topic="Front door",
    why_it_matters="Work that waits at the front door is risk that nobody has looked at.",
    measure=Count(of=Open(contacts, "received_on", "decided_on")),
    polarity=Polarity.LOWER,
    numerator="Contacts received and not decided by the end of the period",
    source="Almoner",
    paired_with="CH-CONTACTS-REFERRED",
)
