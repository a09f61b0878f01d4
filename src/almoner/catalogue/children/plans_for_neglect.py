"""Child protection plans for neglect."""

from typing import Any

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.protection import plans


def in_category(unit: Any) -> Any:
    """The first category is neglect."""
    return unit.category == "NEG"


INDICATOR = Indicator(
    code="CH-PLANS-NEG",
    title="Child protection plans for neglect",
    service="children",
    topic="Child protection",
    measure=Percentage(of=Open(plans), having=in_category),
    polarity=Polarity.NONE,
    numerator="Of these, plans whose first category is neglect",
    denominator="Child protection plans open at the end of the period",
    source="Children in need census; DfE definition",
)
