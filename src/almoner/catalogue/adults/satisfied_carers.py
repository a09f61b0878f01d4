"""Carers satisfied with social services."""

from almoner.catalogue.answers import favourable
from almoner.catalogue.definitions import Indicator, Polarity

INDICATOR = Indicator(
    code="AD-ASCOF-1E",
    title="Carers satisfied with social services",
    service="adults",
    topic="Voice",
    measure=favourable("SACE", "4"),
    polarity=Polarity.HIGHER,
    numerator="Of these, people who chose one of the two best answers",
    denominator="People who care for somebody who answered question 4 in the period",
    source="Survey of Adult Carers in England, question 4; ASCOF 1E",
    caveats=("Answers count alike; the published figure weighs them to those who were asked."),
    lineage=("ASCOF 1E",),
    published_as="ASCOF-1E",
    breakdowns=(),
)
