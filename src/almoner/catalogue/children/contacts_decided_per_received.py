"""Contacts decided for every 100 received."""

from fractions import Fraction

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Ratio
from almoner.catalogue.rows.referrals import contacts

INDICATOR = Indicator(
    code="CH-CONTACTS-FLOW",
    title="Contacts decided for every 100 received",
    service="children",
    topic="Front door",
    why_it_matters="Below 100 for long, and a queue is growing.",
    unit="per 100",
    measure=Ratio(
        top=Events(contacts, on="decided_on"),
        bottom=Events(contacts, on="received_on"),
        times=Fraction(100),
    ),
    polarity=Polarity.NONE,
    numerator="Contacts decided in the period",
    denominator="Contacts received in the period",
    source="Almoner",
)
