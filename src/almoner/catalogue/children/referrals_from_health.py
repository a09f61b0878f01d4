"""Referrals from health services."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.referrals import referrals


def from_health(unit: Any) -> Any:
    """Made by health services."""
    return unit.source.isin(["3A", "3B", "3C", "3D", "3E", "3F"])


INDICATOR = Indicator(
    code="CH-REFERRALS-HEALTH",
    title="Referrals from health services",
    service="children",
    topic="Front door",
    measure=Percentage(of=Events(referrals, on="referred_on"), having=from_health),
    polarity=Polarity.NONE,
    numerator="Of these, referrals from health services",
    denominator="Referrals in the period",
    source="Children in need census; DfE definition",
    lineage=("LAIT 374",),
    published_as="LAIT-RefBySource_HealthServ_pct",
    caveats="Counts codes 3A to 3F.",
)
