"""New older clients assessed per 1,000."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Rate
from almoner.catalogue.rows.adults import assessments


def new_and_older(unit: Any) -> Any:
    """65 or over at first contact, with no earlier assessment."""
    return unit.older & unit.is_new & (unit.client_type == "Service user")


INDICATOR = Indicator(
    code="AD-E61",
    title="New older clients assessed per 1,000",
    service="adults",
    topic="Assessment",
    measure=Rate(
        of=Events(assessments, on="completed_on", where=new_and_older),
        population="65+",
        times=1_000,
    ),
    polarity=Polarity.NONE,
    numerator="Assessments completed in the period of new clients aged 65 or over",
    denominator="Residents aged 65 and over",
    source="PAF E61 (name; definition recalled)",
    caveats="The framework took a middle value as best; its bands are not to hand.",
    lineage=("PAF E61",),
)
