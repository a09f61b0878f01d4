"""Referrals within twelve months of an earlier one."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.referrals import referrals


def repeated(referral: Any) -> Any:
    """The child was referred before, on or after the same day a year earlier."""
    return referral.repeat


INDICATOR = Indicator(
    code="CH-REFERRALS-REPEAT",
    title="Referrals within 12 months of an earlier referral",
    service="children",
    topic="Front door",
    why_it_matters="A family that comes back soon may not have had the help it needed.",
    measure=Percentage(of=Events(referrals, on="referred_on"), having=repeated),
    polarity=Polarity.LOWER,
    numerator="Referrals with another referral of the same child in the year before, on an "
    "earlier day",
    denominator="Referrals in the period",
    source="Children in need census; DfE definition",
    lineage=(
        "SCC/010",
        "LAIT 271",
    ),
    published_as="LAIT-ReReferral",
    paired_with="CH-CONTACTS-REFERRED",
)
