"""Referrals from the police."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.referrals import referrals


def from_police(unit: Any) -> Any:
    """Made by the police."""
    return unit.source.isin(["6"])


INDICATOR = Indicator(
    code="CH-REFERRALS-POLICE",
    title="Referrals from the police",
    service="children",
    topic="Front door",
    measure=Percentage(of=Events(referrals, on="referred_on"), having=from_police),
    polarity=Polarity.NONE,
    numerator="Of these, referrals from the police",
    denominator="Referrals in the period",
    source="Children in need census; DfE definition",
    lineage=("LAIT 374",),
    published_as="LAIT-RefBySource_Police_pct",
)
