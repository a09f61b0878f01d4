"""Satisfaction with the time taken to complete the latest repair."""

from almoner.catalogue.answers import favourable
from almoner.catalogue.definitions import Indicator, Polarity

INDICATOR = Indicator(
    code="HO-TP03",
    title="Satisfaction with the time taken to complete the latest repair",
    service="housing",
    topic="Tenant satisfaction",
    measure=favourable("TP", "TP03"),
    polarity=Polarity.HIGHER,
    numerator="Of these, tenants who are very or fairly satisfied",
    denominator='Tenants who answered in the period, other than "not applicable"',
    source="Tenant Satisfaction Measure TP03",
    caveats="Answers count alike; a landlord may have to weigh them.",
    lineage=("TSM TP03",),
    breakdowns=(),
)
