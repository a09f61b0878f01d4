"""Intensive home care per 1,000 older residents."""

from typing import Any

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Rate
from almoner.catalogue.rows.support import users_helped_at_home


def over_10_hours(unit: Any) -> Any:
    """More than ten hours a week, in tenths."""
    return unit.weekly_hours > 100


INDICATOR = Indicator(
    code="AD-C28",
    title="Intensive home care per 1,000 older residents",
    service="adults",
    topic="Support",
    measure=Rate(
        of=Open(users_helped_at_home, "from_on", "until_on", where=over_10_hours),
        population="65+",
        times=1_000,
    ),
    polarity=Polarity.HIGHER,
    numerator=("People with more than ten hours of home care a week at the end of the period"),
    denominator="Residents aged 65 and over",
    source="PAF C28 (hours recalled)",
    caveats=(
        "The framework also asked for six visits or more a week and counted "
        "households; visits are not in Client Level Data."
    ),
    lineage=(
        "PAF C28",
        "BVPI 53",
    ),
    paired_with="AD-C32",
)
