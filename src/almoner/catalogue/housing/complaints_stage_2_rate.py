"""Stage 2 complaints per 1,000 homes."""

from fractions import Fraction
from typing import Any

from almoner.catalogue.cohorts import Events, Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Ratio
from almoner.catalogue.rows.homes import homes
from almoner.catalogue.rows.housing import complaints


def of_landlord(unit: Any) -> Any:
    """Stage 2, about the landlord."""
    return (unit.stage == 2) & (unit.about == "landlord")


INDICATOR = Indicator(
    code="HO-CH01-2",
    title="Stage 2 complaints per 1,000 homes",
    service="housing",
    topic="Complaints",
    unit="per 1,000 homes",
    measure=Ratio(
        top=Events(complaints, on="received_on", where=of_landlord),
        bottom=Open(homes, "started_on", "after_on"),
        times=Fraction(1_000),
    ),
    polarity=Polarity.NONE,
    numerator="Stage 2 complaints about the landlord received in the period",
    denominator="Homes owned at its end",
    source="Tenant Satisfaction Measure CH01 (recalled)",
    caveats="Read the year: for a month it is of that month.",
    lineage=("TSM CH01",),
    breakdowns=(),
)
