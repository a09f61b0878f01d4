"""Number of unaccompanied asylum-seeking children looked after."""

from typing import Any

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.care import looked_after


def seeking_asylum(unit: Any) -> Any:
    """An unaccompanied asylum-seeking child."""
    return unit.asylum


INDICATOR = Indicator(
    code="CH-CARE-UASC-NUMBER",
    title="Number of unaccompanied asylum-seeking children looked after",
    service="children",
    topic="Children looked after",
    measure=Count(of=Open(looked_after, "from_on", "until_on", where=seeking_asylum)),
    polarity=Polarity.NONE,
    numerator=("Unaccompanied asylum-seeking children looked after at the end of the period"),
    source="SSDA903; DfE definition",
    lineage=("LAIT 334",),
    published_as="LAIT-Unacc_Asylmn_Seek_Childn",
)
