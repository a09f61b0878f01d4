"""Satisfaction that communal areas are clean and well maintained."""

from almoner.catalogue.answers import favourable
from almoner.catalogue.definitions import Indicator, Polarity

INDICATOR = Indicator(
    code="HO-TP10",
    title="Satisfaction that communal areas are clean and well maintained",
    service="housing",
    topic="Tenant satisfaction",
    measure=favourable("TP", "TP10"),
    polarity=Polarity.HIGHER,
    numerator="Of these, tenants who are very or fairly satisfied",
    denominator='Tenants who answered in the period, other than "not applicable"',
    source="Tenant Satisfaction Measure TP10",
    caveats="Answers count alike; a landlord may have to weigh them.",
    lineage=("TSM TP10",),
    breakdowns=(),
)
