"""Anti-social behaviour cases per 1,000 homes."""

from fractions import Fraction

from almoner.catalogue.cohorts import Events, Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Ratio
from almoner.catalogue.rows.homes import behaviour, homes

INDICATOR = Indicator(
    code="HO-NM01-1",
    title="Anti-social behaviour cases per 1,000 homes",
    service="housing",
    topic="Homes",
    unit="per 1,000 homes",
    measure=Ratio(
        top=Events(behaviour, on="opened_on"),
        bottom=Open(homes, "started_on", "after_on"),
        times=Fraction(1_000),
    ),
    polarity=Polarity.NONE,
    numerator="Cases opened in the period",
    denominator="Homes owned at its end",
    source="Tenant Satisfaction Measure NM01 (recalled)",
    caveats="Read the year: for a month it is of that month.",
    lineage=("TSM NM01",),
    breakdowns=(),
)
