"""Agreement that the landlord treats tenants fairly and with respect."""

from almoner.catalogue.answers import favourable
from almoner.catalogue.definitions import Indicator, Polarity

INDICATOR = Indicator(
    code="HO-TP08",
    title="Agreement that the landlord treats tenants fairly and with respect",
    service="housing",
    topic="Tenant satisfaction",
    measure=favourable("TP", "TP08"),
    polarity=Polarity.HIGHER,
    numerator=("Of these, tenants who are very or fairly satisfied (agree strongly, or agree)"),
    denominator='Tenants who answered in the period, other than "not applicable"',
    source="Tenant Satisfaction Measure TP08",
    caveats="Answers count alike; a landlord may have to weigh them.",
    lineage=("TSM TP08",),
    breakdowns=(),
)
