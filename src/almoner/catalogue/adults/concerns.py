"""Safeguarding concerns."""

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.safeguarding import concerns

INDICATOR = Indicator(
    code="AD-CONCERNS",
    title="Safeguarding concerns",
    service="adults",
    topic="Safeguarding",
    measure=Count(of=Events(concerns, on="raised_on")),
    lineage=("AD/020",),
    polarity=Polarity.NONE,
    numerator="Concerns raised in the period",
    source="Safeguarding Adults Collection",
)
