"""Referrals from education services."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.referrals import referrals


def from_education(unit: Any) -> Any:
    """Made by education services."""
    return unit.source == "2B"


INDICATOR = Indicator(
    code="CH-REFERRALS-EDUCATION",
    title="Referrals from education services",
    service="children",
    topic="Front door",
    measure=Percentage(of=Events(referrals, on="referred_on"), having=from_education),
    polarity=Polarity.NONE,
    numerator="Of these, referrals from education services (2B)",
    denominator="Referrals in the period",
    source="Children in need census; DfE definition",
)
