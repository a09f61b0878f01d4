"""Satisfaction that the landlord listens and acts."""

from almoner.catalogue.answers import favourable
from almoner.catalogue.definitions import Indicator, Polarity

INDICATOR = Indicator(
    code="HO-TP06",
    title="Satisfaction that the landlord listens and acts",
    service="housing",
    topic="Tenant satisfaction",
    measure=favourable("TP", "TP06"),
    polarity=Polarity.HIGHER,
    numerator="Of these, tenants who are very or fairly satisfied",
    denominator='Tenants who answered in the period, other than "not applicable"',
    source="Tenant Satisfaction Measure TP06",
    caveats="Answers count alike; a landlord may have to weigh them.",
    lineage=("TSM TP06",),
    breakdowns=(),
)
