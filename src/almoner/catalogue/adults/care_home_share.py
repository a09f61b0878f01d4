"""Long-term support that is in care homes."""

from typing import Any

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.outcomes import by_highest_setting


def in_care_home(unit: Any) -> Any:
    """Residential or nursing."""
    return unit.setting <= 2


INDICATOR = Indicator(
    code="AD-CARE-HOMES",
    title="Long-term support that is in care homes",
    service="adults",
    topic="Support",
    measure=Percentage(of=Open(by_highest_setting, "from_on", "until_on"), having=in_care_home),
    polarity=Polarity.NONE,
    numerator="Of these, people in residential or nursing care",
    denominator="People with a long-term service at the end of the period",
    source="Client Level Data",
)
