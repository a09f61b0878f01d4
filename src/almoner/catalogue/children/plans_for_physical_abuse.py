"""Child protection plans for physical abuse."""

from typing import Any

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.protection import plans


def in_category(unit: Any) -> Any:
    """The first category is physical abuse."""
    return unit.category == "PHY"


INDICATOR = Indicator(
    code="CH-PLANS-PHY",
    title="Child protection plans for physical abuse",
    service="children",
    topic="Child protection",
    measure=Percentage(of=Open(plans), having=in_category),
    polarity=Polarity.NONE,
    numerator="Of these, plans whose first category is physical abuse",
    denominator="Child protection plans open at the end of the period",
    source="Children in need census; DfE definition",
)
