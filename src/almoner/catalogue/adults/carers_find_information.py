"""Carers who find information easily."""

from almoner.catalogue.answers import favourable
from almoner.catalogue.definitions import Indicator, Polarity

INDICATOR = Indicator(
    code="AD-ASCOF-3C-2",
    title="Carers who find information easily",
    service="adults",
    topic="Voice",
    measure=favourable("SACE", "17"),
    polarity=Polarity.HIGHER,
    numerator="Of these, people who chose one of the two best answers",
    denominator="People who care for somebody who answered question 17 in the period",
    source="Survey of Adult Carers in England, question 17; ASCOF 3C(2)",
    caveats=("Answers count alike; the published figure weighs them to those who were asked."),
    lineage=("ASCOF 3C(2)",),
    published_as="ASCOF-3C2",
    breakdowns=(),
)
