"""Decisions that a child should be placed for adoption."""

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.permanence import plans

INDICATOR = Indicator(
    code="CH-PERM-DECISIONS",
    title="Decisions that a child should be placed for adoption",
    service="children",
    topic="Permanence",
    measure=Count(of=Events(plans, on="decided_on")),
    polarity=Polarity.NONE,
    numerator="Decisions made in the period",
    source="Adoption and special guardianship data collection",
)
