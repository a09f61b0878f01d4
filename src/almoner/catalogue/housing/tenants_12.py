"""Satisfaction with the handling of anti-social behaviour."""

from almoner.catalogue.answers import favourable
from almoner.catalogue.definitions import Indicator, Polarity

INDICATOR = Indicator(
    code="HO-TP12",
    title="Satisfaction with the handling of anti-social behaviour",
    service="housing",
    topic="Tenant satisfaction",
    measure=favourable("TP", "TP12"),
    polarity=Polarity.HIGHER,
    numerator="Of these, tenants who are very or fairly satisfied",
    denominator='Tenants who answered in the period, other than "not applicable"',
    source="Tenant Satisfaction Measure TP12",
    caveats="Answers count alike; a landlord may have to weigh them.",
    lineage=("TSM TP12",),
    breakdowns=(),
)
