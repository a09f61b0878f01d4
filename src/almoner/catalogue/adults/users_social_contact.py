"""People with as much social contact as they would like."""

from almoner.catalogue.answers import favourable
from almoner.catalogue.definitions import Indicator, Polarity

INDICATOR = Indicator(
    code="AD-ASCOF-5A-1",
    title="People with as much social contact as they would like",
    service="adults",
    topic="Voice",
    measure=favourable("ASCS", "8a", best=1),
    polarity=Polarity.HIGHER,
    numerator="Of these, people who chose the best answer",
    denominator="People who use services who answered question 8a in the period",
    source="Adult Social Care Survey, question 8a; ASCOF 5A(1)",
    caveats=("Answers count alike; the published figure weighs them to those who were asked."),
    lineage=("ASCOF 5A(1)",),
    published_as="ASCOF-5A1",
    breakdowns=(),
)
