"""Median days to decide a homelessness application."""

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentile
from almoner.catalogue.rows.housing import cases

INDICATOR = Indicator(
    code="HO-DECISION-MEDIAN",
    title="Median days to decide a homelessness application",
    service="housing",
    topic="Homelessness",
    unit="days",
    measure=Percentile(of=Events(cases, on="assessed_on"), duration="days"),
    polarity=Polarity.LOWER,
    numerator="Applications decided in the period, by days from the application",
    source="Almoner",
    paired_with="HO-BV214",
)
