"""Short-term support after which no lasting support was needed."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.reablement import OUTSIDE, WITHOUT_SUPPORT, reablement


def classified(unit: Any) -> Any:
    """What followed is counted by the department."""
    return unit.verdict != OUTSIDE


def without_support(unit: Any) -> Any:
    """What followed is no lasting support."""
    return unit.verdict == WITHOUT_SUPPORT


INDICATOR = Indicator(
    code="AD-ASCOF-2A",
    title="Short-term support after which no lasting support was needed",
    service="adults",
    topic="Support",
    measure=Percentage(
        of=Events(reablement, on="spell_to", where=classified), having=without_support
    ),
    polarity=Polarity.HIGHER,
    numerator=(
        "Of these, spells followed by no support, or by ongoing low-level or other short-term"
        " support"
    ),
    denominator=(
        "Spells of short-term support to maximise independence of new clients that ended in "
        "the period, whose sequel is known and is no death, hospital, self-funding, NHS "
        "funding or refusal"
    ),
    source="ASCOF 2A as the department computes it from Client Level Data",
    caveats=(
        "A spell of the last two weeks may still be followed by support. Reviews are dated by"
        " the day they were held."
    ),
    lineage=(
        "ASCOF 2A",
        "ASCOF 2D to 2022-23",
    ),
    published_as="ASCOF-2A",
    paired_with="AD-PM20B",
)
