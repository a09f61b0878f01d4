"""Unaccompanied asylum-seeking children looked after."""

from typing import Any

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.care import looked_after


def seeking_asylum(unit: Any) -> Any:
    """An unaccompanied asylum-seeking child."""
    return unit.asylum


INDICATOR = Indicator(
    code="CH-CARE-UASC",
    title="Unaccompanied asylum-seeking children looked after",
    service="children",
    topic="Children looked after",
    measure=Percentage(of=Open(looked_after, "from_on", "until_on"), having=seeking_asylum),
    polarity=Polarity.NONE,
    numerator="Of these, unaccompanied asylum-seeking children",
    denominator="Children looked after at the end of the period",
    source="SSDA903; DfE definition",
    lineage=("LAIT 334",),
    published_as="LAIT-Unacc_Asylmn_Seek_Childnpct",
)
