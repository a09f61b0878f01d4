"""Mean strengths and difficulties score."""

from __future__ import annotations

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Mean
from almoner.catalogue.rows.care_health import sdq_scored

INDICATOR = Indicator(
    code="CH-SDQ-MEAN",
    title="Mean strengths and difficulties score",
    service="children",
    topic="Children looked after",
    unit="points",
    measure=Mean(of=Open(sdq_scored, "from_on", "until_on"), weight="score"),
    polarity=Polarity.LOWER,
    numerator="Sum of their latest scores",
    denominator=(
        "Children looked after for a year, aged 4 to 16 throughout it, with a score in it, at the "
        "end of the period"
    ),
    source="SSDA903; DfE definition",
    lineage=("LAIT 162",),
    published_as="LAIT-Emotional_LAC",
    caveats="A score told by the 903 alone counts for the year in which it was told.",
)
