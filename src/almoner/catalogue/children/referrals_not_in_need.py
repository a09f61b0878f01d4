"""Referrals assessed and found not to be in need."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.referrals import referrals


def not_in_need(unit: Any) -> Any:
    """Closed after assessment, with no further action or early help."""
    return unit.closure_reason.isin(["RC8", "RC9"])


INDICATOR = Indicator(
    code="CH-REFERRALS-NOT-IN-NEED",
    title="Referrals assessed and found not to be in need",
    service="children",
    topic="Front door",
    measure=Percentage(of=Events(referrals, on="referred_on"), having=not_in_need),
    polarity=Polarity.NONE,
    numerator=(
        "Of these, referrals whose episode closed after assessment with no further action or "
        "early help (RC8, RC9)"
    ),
    denominator="Referrals in the period",
    source="Children in need census; DfE definition",
    lineage=("LAIT 290",),
    published_as="LAIT-Referrals_AssessedNotNeed",
)
