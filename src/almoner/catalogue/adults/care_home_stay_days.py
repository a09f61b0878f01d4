"""Mean stay in a care home, aged 65 and over."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Mean
from almoner.catalogue.rows.outcomes import care_home_stays


def older_user(unit: Any) -> Any:
    """65 or over when it began."""
    return unit.older


INDICATOR = Indicator(
    code="AD-PM21",
    title="Mean stay in a care home, aged 65 and over",
    service="adults",
    topic="Support",
    unit="days",
    measure=Mean(of=Events(care_home_stays, on="ended_on", where=older_user), weight="days"),
    polarity=Polarity.NONE,
    numerator="Days from the first to the last of these stays",
    denominator=(
        "Stays in residential or nursing care that ended in the period, of people aged 65 or "
        "over when they began"
    ),
    source="Code of Practice measure PM21 (Wales)",
    caveats=(
        "Of stays that ended; the Welsh measure counts the days so far of everybody in a care home."
    ),
    lineage=("PM21",),
    published_as="WALES-PM21",
)
