"""Cost of a child in foster care or a children's home for a month."""

from fractions import Fraction
from typing import Any

from almoner.catalogue.cohorts import Events, Months
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Ratio
from almoner.catalogue.rows.care import looked_after
from almoner.catalogue.rows.organisation import spending


def on_this(unit: Any) -> Any:
    """Spent on this."""
    return unit.heading.isin(["fostering", "residential children"])


def placed_so(unit: Any) -> Any:
    """In foster care or a children's home."""
    return unit.placement_type.isin(["U1", "U2", "U3", "U4", "U5", "U6", "K1", "K2"])


INDICATOR = Indicator(
    code="FI-B8",
    title="Cost of a child in foster care or a children's home for a month",
    service="finance",
    topic="Spending",
    unit="£ per month",
    decimals=0,
    measure=Ratio(
        top=Events(spending, on="month", where=on_this),
        bottom=Months(looked_after, "from_on", "until_on", where=placed_so),
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
    lineage=(
        "PAF B8",
        "BVPI 51",
    ),
    breakdowns=(),
)
