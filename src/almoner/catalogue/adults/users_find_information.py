"""People who use services and find information easily."""

from almoner.catalogue.answers import favourable
from almoner.catalogue.definitions import Indicator, Polarity

INDICATOR = Indicator(
    code="AD-ASCOF-3C-1",
    title="People who use services and find information easily",
    service="adults",
    topic="Voice",
    measure=favourable("ASCS", "13"),
    polarity=Polarity.HIGHER,
    numerator="Of these, people who chose one of the two best answers",
    denominator="People who use services who answered question 13 in the period",
    source="Adult Social Care Survey, question 13; ASCOF 3C(1)",
    caveats=("Answers count alike; the published figure weighs them to those who were asked."),
    lineage=("ASCOF 3C(1)",),
    published_as="ASCOF-3C1",
    breakdowns=(),
)
