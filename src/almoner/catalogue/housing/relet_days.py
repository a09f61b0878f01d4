"""Mean days to let a home again."""

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Mean
from almoner.catalogue.rows.homes import tenancies

INDICATOR = Indicator(
    code="HO-BV212",
    title="Mean days to let a home again",
    service="housing",
    topic="Homes",
    unit="days",
    measure=Mean(of=Events(tenancies, on="started_on"), weight="empty_days"),
    polarity=Polarity.LOWER,
    numerator=("Days between the last day of the tenancy before and the first of the new"),
    denominator="Tenancies that began in the period in a home that had been let before",
    source="BVPI 212 (recalled)",
    lineage=("BV212",),
    paired_with="HO-RP01",
    breakdowns=(),
)
