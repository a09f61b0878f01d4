"""Delays for want of social care per 1,000 aged 75 and over."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Rate
from almoner.catalogue.rows.hospital import delays_75


def ours(unit: Any) -> Any:
    """Social care, alone or with health."""
    return unit.reason.isin(["social care", "both"])


INDICATOR = Indicator(
    code="AD-PM19",
    title="Delays for want of social care per 1,000 aged 75 and over",
    service="adults",
    topic="Hospital",
    measure=Rate(of=Events(delays_75, on="ready_on", where=ours), population="75+", times=1_000),
    polarity=Polarity.LOWER,
    numerator=(
        "Delays that began in the period, of people of 75 and over, for which social care "
        "answers, alone or with health"
    ),
    denominator="Residents aged 75 and over",
    source="Code of Practice measure PM19 (Wales); SCA/001",
    lineage=(
        "PM19",
        "SCA/001",
    ),
    published_as="WALES-PM19",
    paired_with="AD-ASCOF-2D-1",
)
