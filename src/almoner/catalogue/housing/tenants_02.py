"""Satisfaction with repairs."""

from almoner.catalogue.answers import favourable
from almoner.catalogue.definitions import Indicator, Polarity

INDICATOR = Indicator(
    code="HO-TP02",
    title="Satisfaction with repairs",
    service="housing",
    topic="Tenant satisfaction",
    measure=favourable("TP", "TP02"),
    polarity=Polarity.HIGHER,
    numerator="Of these, tenants who are very or fairly satisfied",
    denominator='Tenants who answered in the period, other than "not applicable"',
    source="Tenant Satisfaction Measure TP02",
    caveats="Answers count alike; a landlord may have to weigh them.",
    lineage=("TSM TP02",),
    breakdowns=(),
)
