"""Median stay in temporary accommodation."""

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentile
from almoner.catalogue.rows.housing import stays

INDICATOR = Indicator(
    code="HO-TA-MEDIAN",
    title="Median stay in temporary accommodation",
    service="housing",
    topic="Temporary accommodation",
    unit="days",
    measure=Percentile(of=Events(stays, on="ended_on"), duration="days"),
    polarity=Polarity.LOWER,
    numerator="Stays that ended in the period, by days",
    source="Almoner",
    paired_with="HO-BV214",
)
