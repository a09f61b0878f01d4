"""Satisfaction that the home is safe."""

from almoner.catalogue.answers import favourable
from almoner.catalogue.definitions import Indicator, Polarity

INDICATOR = Indicator(
    code="HO-TP05",
    title="Satisfaction that the home is safe",
    service="housing",
    topic="Tenant satisfaction",
    measure=favourable("TP", "TP05"),
    polarity=Polarity.HIGHER,
    numerator="Of these, tenants who are very or fairly satisfied",
    denominator='Tenants who answered in the period, other than "not applicable"',
    source="Tenant Satisfaction Measure TP05",
    caveats="Answers count alike; a landlord may have to weigh them.",
    lineage=("TSM TP05",),
    breakdowns=(),
)
