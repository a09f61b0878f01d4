"""Carers' share of assessments."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.adults import assessments


def of_carer(unit: Any) -> Any:
    """Of an unpaid carer."""
    return unit.client_type == "Unpaid carer"


INDICATOR = Indicator(
    code="AD-D42",
    title="Carers' share of assessments",
    service="adults",
    topic="Assessment",
    measure=Percentage(of=Events(assessments, on="completed_on"), having=of_carer),
    polarity=Polarity.HIGHER,
    numerator="Of these, assessments of unpaid carers",
    denominator="Assessments completed in the period",
    source="PAF D42 (name); assessments only, without reviews",
    lineage=("PAF D42",),
)
