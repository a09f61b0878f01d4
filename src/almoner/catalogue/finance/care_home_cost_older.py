"""Weekly cost of a care home for an older person."""

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Mean
from almoner.catalogue.rows.outcomes import older_in_care_homes

INDICATOR = Indicator(
    code="FI-B13",
    title="Weekly cost of a care home for an older person",
    service="finance",
    topic="Unit costs",
    unit="£ per week",
    decimals=0,
    measure=Mean(
        of=Open(older_in_care_homes, "from_on", "until_on"), weight="weekly_cost", per=100
    ),
    polarity=Polarity.NONE,
    numerator="Weekly cost of their care home",
    denominator=(
        "Such people of 65 and over in residential or nursing care at the end of the period "
        "whose cost is known"
    ),
    source="PAF B13 (name; definition recalled), from packages",
    caveats=(
        "What the council pays for each package, without its own overheads; the framework "
        "divided gross spending by weeks."
    ),
    lineage=("PAF B13",),
    breakdowns=(),
)
