"""Referrals."""

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.referrals import referrals

INDICATOR = Indicator(
    code="CH-REFERRALS",
    title="Referrals",
    service="children",
    topic="Front door",
    measure=Count(of=Events(referrals, on="referred_on")),
    polarity=Polarity.NONE,
    numerator="Referrals in the period",
    source="Children in need census; DfE definition",
    lineage=("LAIT 305",),
    published_as="LAIT-CPP_Total_NumRef",
)
