"""Quality of life of carers."""

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Mean
from almoner.catalogue.rows.surveys import carers_quality_of_life

INDICATOR = Indicator(
    code="AD-ASCOF-1C",
    title="Quality of life of carers",
    service="adults",
    topic="Voice",
    unit="points out of 12",
    measure=Mean(of=Events(carers_quality_of_life, on="answered_on"), weight="score"),
    polarity=Polarity.HIGHER,
    numerator="Points for six answers, two for the best",
    denominator="Carers who answered all six questions in the period",
    source="Survey of Adult Carers in England; ASCOF 1C",
    caveats=("Answers count alike; the published figure weighs them to those who were asked."),
    lineage=("ASCOF 1C",),
    published_as="ASCOF-1C",
    breakdowns=(),
)
