"""Contacts waiting for a decision for two days or more."""

from almoner.catalogue.cohorts import Open, While
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.referrals import contacts

INDICATOR = Indicator(
    code="CH-CONTACTS-OVERDUE",
    title="Contacts waiting for a decision for two days or more",
    service="children",
    topic="Front door",
    measure=Percentage(of=Open(contacts, "received_on", "decided_on"), having=While("overdue_on")),
    polarity=Polarity.LOWER,
    numerator="Of these, contacts received two days or more before",
    denominator="Contacts not decided by the end of the period",
    source="Almoner",
    caveats="Calendar days, so weekends count.",
)
