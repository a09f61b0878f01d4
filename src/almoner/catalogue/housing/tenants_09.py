"""Satisfaction with the handling of complaints."""

from almoner.catalogue.answers import favourable
from almoner.catalogue.definitions import Indicator, Polarity

INDICATOR = Indicator(
    code="HO-TP09",
    title="Satisfaction with the handling of complaints",
    service="housing",
    topic="Tenant satisfaction",
    measure=favourable("TP", "TP09"),
    polarity=Polarity.HIGHER,
    numerator="Of these, tenants who are very or fairly satisfied",
    denominator='Tenants who answered in the period, other than "not applicable"',
    source="Tenant Satisfaction Measure TP09",
    caveats="Answers count alike; a landlord may have to weigh them.",
    lineage=("TSM TP09",),
    breakdowns=(),
)
