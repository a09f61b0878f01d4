"""Carers included or consulted."""

from almoner.catalogue.answers import favourable
from almoner.catalogue.definitions import Indicator, Polarity

INDICATOR = Indicator(
    code="AD-ASCOF-3B",
    title="Carers included or consulted",
    service="adults",
    topic="Voice",
    measure=favourable("SACE", "15"),
    polarity=Polarity.HIGHER,
    numerator="Of these, people who chose one of the two best answers",
    denominator="People who care for somebody who answered question 15 in the period",
    source="Survey of Adult Carers in England, question 15; ASCOF 3B",
    caveats=("Answers count alike; the published figure weighs them to those who were asked."),
    lineage=("ASCOF 3B",),
    published_as="ASCOF-3B",
    breakdowns=(),
)
