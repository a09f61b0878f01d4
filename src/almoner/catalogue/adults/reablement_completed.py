"""Packages of reablement completed."""

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.reablement import spells

INDICATOR = Indicator(
    code="AD-REABLEMENT",
    title="Packages of reablement completed",
    service="adults",
    topic="Support",
    measure=Count(of=Events(spells, on="spell_to")),
    polarity=Polarity.NONE,
    numerator=("Spells of short-term support to maximise independence that ended in the period"),
    source="Performance and Improvement Framework AD/010 (Wales)",
    lineage=("AD/010",),
)
