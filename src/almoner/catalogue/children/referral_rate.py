"""Referrals per 10,000 children."""

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Rate
from almoner.catalogue.rows.referrals import referrals

INDICATOR = Indicator(
    code="CH-REFERRALS-RATE",
    title="Referrals per 10,000 children",
    service="children",
    topic="Front door",
    measure=Rate(of=Events(referrals, on="referred_on"), population="0-17"),
    polarity=Polarity.NONE,
    numerator="Referrals in the period",
    denominator="Residents aged 0 to 17",
    source="Children in need census; DfE definition",
    caveats=("For a month or quarter the rate is of that month or quarter, not of a year."),
    lineage=("LAIT 305",),
    published_as="LAIT-CPP_Total_Rateper10000",
)
