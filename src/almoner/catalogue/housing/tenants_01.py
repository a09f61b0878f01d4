"""Overall satisfaction with the landlord service."""

from almoner.catalogue.answers import favourable
from almoner.catalogue.definitions import Indicator, Polarity

INDICATOR = Indicator(
    code="HO-TP01",
    title="Overall satisfaction with the landlord service",
    service="housing",
    topic="Tenant satisfaction",
    measure=favourable("TP", "TP01"),
    polarity=Polarity.HIGHER,
    numerator="Of these, tenants who are very or fairly satisfied",
    denominator='Tenants who answered in the period, other than "not applicable"',
    source="Tenant Satisfaction Measure TP01",
    caveats="Answers count alike; a landlord may have to weigh them.",
    lineage=(
        "TSM TP01",
        "BV74",
    ),
    breakdowns=(),
)
