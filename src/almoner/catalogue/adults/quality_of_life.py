"""Quality of life of people who use services."""

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Mean
from almoner.catalogue.rows.surveys import quality_of_life

INDICATOR = Indicator(
    code="AD-ASCOF-1A",
    title="Quality of life of people who use services",
    service="adults",
    topic="Voice",
    unit="points out of 24",
    measure=Mean(of=Events(quality_of_life, on="answered_on"), weight="score"),
    polarity=Polarity.HIGHER,
    numerator="Points for eight answers, three for the best",
    denominator="People who answered all eight questions in the period",
    source="Adult Social Care Survey; ASCOF 1A",
    caveats=("Answers count alike; the published figure weighs them to those who were asked."),
    lineage=("ASCOF 1A",),
    published_as="ASCOF-1A",
    breakdowns=(),
)
