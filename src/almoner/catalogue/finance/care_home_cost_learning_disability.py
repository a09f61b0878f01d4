"""Weekly cost of a care home, learning disability."""

from typing import Any

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Mean
from almoner.catalogue.rows.outcomes import younger_in_care_homes


def for_this_reason(unit: Any) -> Any:
    """The primary support reason is this one."""
    return unit.support_reason == "Learning Disability Support"


INDICATOR = Indicator(
    code="FI-B14",
    title="Weekly cost of a care home, learning disability",
    service="finance",
    topic="Unit costs",
    unit="£ per week",
    decimals=0,
    measure=Mean(
        of=Open(younger_in_care_homes, "from_on", "until_on", where=for_this_reason),
        weight="weekly_cost",
        per=100,
    ),
    polarity=Polarity.NONE,
    numerator="Weekly cost of their care home",
    denominator=(
        "Such people of 18 to 64 in residential or nursing care at the end of the period "
        "whose cost is known"
    ),
    source="PAF B14 (name; definition recalled), from packages",
    caveats=(
        "What the council pays for each package, without its own overheads; the framework "
        "divided gross spending by weeks."
    ),
    lineage=("PAF B14",),
    breakdowns=(),
)
