"""Starts that are of unaccompanied asylum-seeking children."""

from typing import Any

from almoner.catalogue.cohorts import Within
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.care import started_within


def seeking_asylum(unit: Any) -> Any:
    """An unaccompanied asylum-seeking child."""
    return unit.asylum


INDICATOR = Indicator(
    code="CH-CARE-STARTED-UASC",
    title="Starts that are of unaccompanied asylum-seeking children",
    service="children",
    topic="Children looked after",
    measure=Percentage(of=Within(started_within), having=seeking_asylum),
    polarity=Polarity.NONE,
    numerator="Of these, unaccompanied asylum-seeking children",
    denominator="Children who started to be looked after in the period",
    source="SSDA903; DfE definition",
    published_as="LAIT-UASC_pct_Starting",
)
