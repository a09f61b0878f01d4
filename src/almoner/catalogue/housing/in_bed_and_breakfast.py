"""Temporary accommodation that is bed and breakfast."""

from typing import Any

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.housing import stays


def bed_and_breakfast(unit: Any) -> Any:
    """Bed and breakfast."""
    return unit.kind == "bed and breakfast"


INDICATOR = Indicator(
    code="HO-TA-BB",
    title="Temporary accommodation that is bed and breakfast",
    service="housing",
    topic="Temporary accommodation",
    measure=Percentage(of=Open(stays), having=bed_and_breakfast),
    polarity=Polarity.LOWER,
    numerator="Of these, households in bed and breakfast",
    denominator="Households in temporary accommodation at the end of the period",
    source="H-CLIC",
    published_as="HCLIC-bb_pct",
    caveats=("The published figure is of the last day of a quarter, as this is of a period."),
)
