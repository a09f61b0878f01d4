"""People advised who did not come back within six months."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.adults import advised, requests


def not_back(unit: Any) -> Any:
    """No request since, or only after the six months."""
    return (unit.next_on > unit.six_months_on).fill_null(True)


INDICATOR = Indicator(
    code="AD-PM23",
    title="People advised who did not come back within six months",
    service="adults",
    topic="Front door",
    measure=Percentage(of=Events(requests, on="six_months_on", where=advised), having=not_back),
    polarity=Polarity.HIGHER,
    numerator="Of these, people with no later request by then",
    denominator=("Requests concluded six months before, in the period, with information or advice"),
    source="Code of Practice measure PM23 (Wales)",
    lineage=("PM23",),
    published_as="WALES-PM23",
    paired_with="AD-REQUESTS-ASSESSED",
)
