"""Intensive home care, of it and care homes together."""

from typing import Any

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.outcomes import by_highest_setting


def intensive(unit: Any) -> Any:
    """In a care home, or at home with more than ten hours a week, in tenths."""
    return (unit.setting <= 2) | ((unit.setting <= 6) & (unit.weekly_hours > 100))


def at_home(unit: Any) -> Any:
    """Not in a care home."""
    return unit.setting > 2


INDICATOR = Indicator(
    code="AD-B11",
    title="Intensive home care, of it and care homes together",
    service="adults",
    topic="Support",
    measure=Percentage(
        of=Open(by_highest_setting, "from_on", "until_on", where=intensive), having=at_home
    ),
    polarity=Polarity.HIGHER,
    numerator="Of these, people at home with more than ten hours of home care a week",
    denominator=(
        "People in residential or nursing care, or at home with more than ten hours of home "
        "care a week, at the end of the period"
    ),
    source="PAF B11 (hours recalled)",
    caveats=("The framework counted households, and asked for six visits or more a week."),
    lineage=("PAF B11",),
)
