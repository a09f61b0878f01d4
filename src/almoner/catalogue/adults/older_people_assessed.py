"""Older people assessed per 1,000."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Rate
from almoner.catalogue.rows.adults import assessments


def older_user(unit: Any) -> Any:
    """A service user of 65 or over."""
    return unit.older & (unit.client_type == "Service user")


INDICATOR = Indicator(
    code="AD-E49",
    title="Older people assessed per 1,000",
    service="adults",
    topic="Assessment",
    measure=Rate(
        of=Events(assessments, on="completed_on", where=older_user), population="65+", times=1_000
    ),
    polarity=Polarity.HIGHER,
    numerator="Assessments completed in the period of people aged 65 or over",
    denominator="Residents aged 65 and over",
    source="PAF E49",
    caveats="Counts assessments; a person assessed twice counts twice.",
    lineage=("PAF E49",),
    paired_with="AD-E82",
)
