"""Referrals from schools."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.referrals import referrals


def from_schools(unit: Any) -> Any:
    """Made by schools."""
    return unit.source.isin(["2A"])


INDICATOR = Indicator(
    code="CH-REFERRALS-SCHOOLS",
    title="Referrals from schools",
    service="children",
    topic="Front door",
    measure=Percentage(of=Events(referrals, on="referred_on"), having=from_schools),
    polarity=Polarity.NONE,
    numerator="Of these, referrals from schools (2A; education services, 2B, are counted apart)",
    denominator="Referrals in the period",
    source="Children in need census; DfE definition",
    lineage=("LAIT 374",),
    published_as="LAIT-RefBySource_Schl_pct",
)
