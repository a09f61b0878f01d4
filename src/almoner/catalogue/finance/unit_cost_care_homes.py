"""Cost of an adult in residential or nursing care for a month."""

from fractions import Fraction
from typing import Any

from almoner.catalogue.cohorts import Events, Months
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Ratio
from almoner.catalogue.rows.organisation import spending
from almoner.catalogue.rows.outcomes import by_highest_setting


def on_this(unit: Any) -> Any:
    """Spent on this."""
    return unit.heading.isin(["residential and nursing adults"])


def placed_so(unit: Any) -> Any:
    """In residential or nursing care."""
    return unit.setting <= 2


INDICATOR = Indicator(
    code="FI-B13",
    title="Cost of an adult in residential or nursing care for a month",
    service="finance",
    topic="Spending",
    unit="£ per month",
    decimals=0,
    measure=Ratio(
        top=Events(spending, on="month", where=on_this),
        bottom=Months(by_highest_setting, "from_on", "until_on", where=placed_so),
        top_weight="amount",
        times=Fraction(1, 100),
    ),
    polarity=Polarity.NONE,
    numerator="Spent on it in the period",
    denominator="People in it at the end of each month of the period, added up",
    source="PAF unit costs were per week; Almoner's is per month",
    caveats=(
        "Only whole services and the council compare: the budget and the people "
        "may sit with different teams."
    ),
    lineage=("PAF B13",),
    breakdowns=(),
)
