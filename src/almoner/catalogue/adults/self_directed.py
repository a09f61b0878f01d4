"""Service users with self-directed support."""

from typing import Any

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.outcomes import by_highest_setting


def in_community(unit: Any) -> Any:
    """The highest setting is the community."""
    return (unit.setting >= 3) & (unit.setting <= 6)


def holds(unit: Any) -> Any:
    """By self-directed support."""
    return unit.setting.isin([3, 4])


INDICATOR = Indicator(
    code="AD-ASCOF-3D-1A",
    title="Service users with self-directed support",
    service="adults",
    topic="Support",
    measure=Percentage(
        of=Open(by_highest_setting, "from_on", "until_on", where=in_community), having=holds
    ),
    polarity=Polarity.HIGHER,
    numerator="Of these, people with self-directed support",
    denominator=(
        "People whose highest long-term support at the end of the period is in the community"
    ),
    source="ASCOF 3D as the department computes it from Client Level Data",
    lineage=(
        "ASCOF 3D(1a)",
        "ASCOF 1C",
    ),
    published_as="ASCOF-3D1a",
    caveats="Ages under 18 are left out, as in the department's own script.",
)
