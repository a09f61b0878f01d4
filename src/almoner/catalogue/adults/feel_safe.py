"""People who feel as safe as they want."""

from almoner.catalogue.answers import favourable
from almoner.catalogue.definitions import Indicator, Polarity

INDICATOR = Indicator(
    code="AD-ASCOF-4A",
    title="People who feel as safe as they want",
    service="adults",
    topic="Voice",
    measure=favourable("ASCS", "7a", best=1),
    polarity=Polarity.HIGHER,
    numerator="Of these, people who chose the best answer",
    denominator="People who use services who answered question 7a in the period",
    source="Adult Social Care Survey, question 7a; ASCOF 4A",
    caveats=("Answers count alike; the published figure weighs them to those who were asked."),
    lineage=("ASCOF 4A",),
    published_as="ASCOF-4A",
    breakdowns=(),
)
