"""Satisfaction that the landlord keeps tenants informed."""

from almoner.catalogue.answers import favourable
from almoner.catalogue.definitions import Indicator, Polarity

INDICATOR = Indicator(
    code="HO-TP07",
    title="Satisfaction that the landlord keeps tenants informed",
    service="housing",
    topic="Tenant satisfaction",
    measure=favourable("TP", "TP07"),
    polarity=Polarity.HIGHER,
    numerator="Of these, tenants who are very or fairly satisfied",
    denominator='Tenants who answered in the period, other than "not applicable"',
    source="Tenant Satisfaction Measure TP07",
    caveats="Answers count alike; a landlord may have to weigh them.",
    lineage=("TSM TP07",),
    breakdowns=(),
)
