"""People with control over their daily life."""

from almoner.catalogue.answers import favourable
from almoner.catalogue.definitions import Indicator, Polarity

INDICATOR = Indicator(
    code="AD-ASCOF-3A",
    title="People with control over their daily life",
    service="adults",
    topic="Voice",
    measure=favourable("ASCS", "3a"),
    polarity=Polarity.HIGHER,
    numerator="Of these, people who chose one of the two best answers",
    denominator="People who use services who answered question 3a in the period",
    source="Adult Social Care Survey, question 3a; ASCOF 3A",
    caveats=("Answers count alike; the published figure weighs them to those who were asked."),
    lineage=("ASCOF 3A",),
    published_as="ASCOF-3A",
    breakdowns=(),
)
