"""Carers with as much social contact as they would like."""

from almoner.catalogue.answers import favourable
from almoner.catalogue.definitions import Indicator, Polarity

INDICATOR = Indicator(
    code="AD-ASCOF-5A-2",
    title="Carers with as much social contact as they would like",
    service="adults",
    topic="Voice",
    measure=favourable("SACE", "11", best=1),
    polarity=Polarity.HIGHER,
    numerator="Of these, people who chose the best answer",
    denominator="People who care for somebody who answered question 11 in the period",
    source="Survey of Adult Carers in England, question 11; ASCOF 5A(2)",
    caveats=("Answers count alike; the published figure weighs them to those who were asked."),
    lineage=("ASCOF 5A(2)",),
    published_as="ASCOF-5A2",
    breakdowns=(),
)
