"""Care leavers aged 19 to 21 in higher education."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.care import leavers


def of_this_age(unit: Any) -> Any:
    """Aged 19 to 21 on the day."""
    return unit.aged_19_to_21


def holds(unit: Any) -> Any:
    """In higher education."""
    return unit.activity.isin(["F1", "P1"])


INDICATOR = Indicator(
    code="CH-LEAVERS-19-21-HE",
    title="Care leavers aged 19 to 21 in higher education",
    service="children",
    topic="Care leavers",
    measure=Percentage(of=Events(leavers, on="known_on", where=of_this_age), having=holds),
    polarity=Polarity.HIGHER,
    numerator="Of these, care leavers in higher education (F1, P1)",
    denominator=("Care leavers aged 19 to 21 whose circumstances were established in the period"),
    source="SSDA903; DfE definition",
    lineage=("LAIT 220",),
)
