"""Referrals closed with no further action."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.referrals import referrals


def no_action(unit: Any) -> Any:
    """Closed with no further action."""
    return unit.no_further_action


INDICATOR = Indicator(
    code="CH-REFERRALS-NFA",
    title="Referrals closed with no further action",
    service="children",
    topic="Front door",
    measure=Percentage(of=Events(referrals, on="referred_on"), having=no_action),
    polarity=Polarity.NONE,
    numerator="Of these, referrals with no further action",
    denominator="Referrals in the period",
    source="Children in need census; DfE definition",
    lineage=("LAIT 290",),
    published_as="LAIT-CIN_Refferals_NFA",
)
