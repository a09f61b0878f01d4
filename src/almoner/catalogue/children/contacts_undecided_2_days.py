"""Contacts waiting for a decision past one working day."""

from almoner.catalogue.cohorts import Open, While
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.referrals import contacts

INDICATOR = Indicator(
    code="CH-CONTACTS-OVERDUE",
    title="Contacts waiting for a decision past one working day",
    service="children",
    topic="Front door",
    measure=Percentage(of=Open(contacts, "received_on", "decided_on"), having=While("overdue_on")),
    polarity=Polarity.LOWER,
    numerator="Of these, contacts with more than one working day since they came",
    denominator="Contacts not decided by the end of the period",
    source="Almoner",
    paired_with="CH-CONTACTS-REFERRED",
)
