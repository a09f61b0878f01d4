"""Weekly cost of an adult in residential or nursing care."""

from typing import Any

from almoner.catalogue.cohorts import Months
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.rows.outcomes import by_highest_setting
from almoner.catalogue.unit_cost import unit_cost


def placed_so(unit: Any) -> Any:
    """In residential or nursing care."""
    return unit.setting <= 2


INDICATOR = Indicator(
    code="FI-CARE-HOMES",
    title="Weekly cost of an adult in residential or nursing care",
    service="finance",
    topic="Unit costs",
    unit="£ per week",
    decimals=0,
    measure=unit_cost(
        "residential and nursing adults",
        of=Months(by_highest_setting, "from_on", "until_on", where=placed_so),
    ),
    polarity=Polarity.NONE,
    numerator="Spent on it in the period",
    denominator=(
        "Of those served at the end of each month, one each, times 52 weeks over 12 months"
    ),
    source="Almoner, after PAF B12 without intensive home care",
    caveats=(
        "Only whole services and the council compare: the budget and the people may sit with "
        "different teams."
    ),
    lineage=("PAF B12",),
    breakdowns=(),
)
