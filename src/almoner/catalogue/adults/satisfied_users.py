"""People satisfied with their care and support."""

from almoner.catalogue.answers import favourable
from almoner.catalogue.definitions import Indicator, Polarity

INDICATOR = Indicator(
    code="AD-ASCOF-1D",
    title="People satisfied with their care and support",
    service="adults",
    topic="Voice",
    measure=favourable("ASCS", "1"),
    polarity=Polarity.HIGHER,
    numerator="Of these, people who chose one of the two best answers",
    denominator="People who use services who answered question 1 in the period",
    source="Adult Social Care Survey, question 1; ASCOF 1D",
    caveats=("Answers count alike; the published figure weighs them to those who were asked."),
    lineage=("ASCOF 1D",),
    published_as="ASCOF-1D",
    breakdowns=(),
)
