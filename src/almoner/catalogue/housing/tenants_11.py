"""Satisfaction that the landlord makes a positive contribution to the neighbourhood."""

from almoner.catalogue.answers import favourable
from almoner.catalogue.definitions import Indicator, Polarity

INDICATOR = Indicator(
    code="HO-TP11",
    title=("Satisfaction that the landlord makes a positive contribution to the neighbourhood"),
    service="housing",
    topic="Tenant satisfaction",
    measure=favourable("TP", "TP11"),
    polarity=Polarity.HIGHER,
    numerator="Of these, tenants who are very or fairly satisfied",
    denominator='Tenants who answered in the period, other than "not applicable"',
    source="Tenant Satisfaction Measure TP11",
    caveats="Answers count alike; a landlord may have to weigh them.",
    lineage=("TSM TP11",),
    breakdowns=(),
)
