"""Referrals that wait for an assessment to start."""

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.referrals import referrals_to_assess

INDICATOR = Indicator(
    code="CH-REFERRALS-TO-ASSESS",
    title="Referrals waiting for an assessment to start",
    service="children",
    topic="Assessment",
    why_it_matters="A child waits unseen; the assessment's own clock has not begun.",
    measure=Count(of=Open(referrals_to_assess, "referred_on", "waited_until")),
    polarity=Polarity.LOWER,
    numerator=(
        "Referrals not closed with no further action, whose assessment had not started, nor the "
        "referral closed, by the end of the period"
    ),
    source="Almoner",
    paired_with="CH-REFERRALS-NFA",
)
