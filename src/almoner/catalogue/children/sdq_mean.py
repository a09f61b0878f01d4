"""Mean strengths and difficulties score."""

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Mean
from almoner.catalogue.rows.care import sdq_scores

INDICATOR = Indicator(
    code="CH-SDQ-MEAN",
    title="Mean strengths and difficulties score",
    service="children",
    topic="Children looked after",
    unit="points",
    measure=Mean(of=Events(sdq_scores, on="completed_on"), weight="score"),
    polarity=Polarity.LOWER,
    numerator="Sum of the scores",
    denominator="Questionnaires completed in the period",
    source="SSDA903; DfE definition",
    lineage=("LAIT 162",),
)
