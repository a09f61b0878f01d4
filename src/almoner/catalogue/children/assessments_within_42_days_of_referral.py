"""Assessments completed within 42 working days of referral."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.assessments import assessments_of_referrals


def in_time(unit: Any) -> Any:
    """Within 42 working days of the referral."""
    return unit.from_referral <= 42


INDICATOR = Indicator(
    code="CH-PM24",
    title="Assessments completed within 42 working days of referral",
    service="children",
    topic="Assessment",
    measure=Percentage(of=Events(assessments_of_referrals, on="authorised_on"), having=in_time),
    polarity=Polarity.HIGHER,
    numerator=("Of these, assessments authorised 42 or fewer working days after the referral"),
    denominator="Assessments that followed a referral, authorised in the period",
    source="Code of Practice measure PM24 (Wales)",
    caveats=("PAF C64 timed core assessments (35 working days), which are no longer made."),
    lineage=(
        "PM24",
        "CH/012",
        "PAF C64",
    ),
    paired_with="CH-ASSESSMENTS-OVERDUE",
)
