"""Plans that are a second or subsequent one."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.protection import plans


def not_the_first(unit: Any) -> Any:
    """The child had a plan before."""
    return unit.previous_plans > 0


INDICATOR = Indicator(
    code="CH-PLANS-AGAIN",
    title="Plans that are a second or subsequent one",
    service="children",
    topic="Child protection",
    measure=Percentage(of=Events(plans, on="started_on"), having=not_the_first),
    polarity=Polarity.LOWER,
    numerator="Of these, plans of children who had one before",
    denominator="Child protection plans that started in the period",
    source="Children in need census; DfE definition",
    caveats=(
        "DfE lists it as low is good; the Performance Assessment Framework took a"
        " middle value as best."
    ),
    lineage=(
        "PM27",
        "PAF A3",
        "LAIT 15",
    ),
    published_as="LAIT-PrevRegCPR",
)
