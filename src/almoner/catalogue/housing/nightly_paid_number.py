"""Households in nightly paid accommodation."""

from typing import Any

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Count
from almoner.catalogue.rows.housing import stays


def of_this_kind(unit: Any) -> Any:
    """One of these."""
    return unit.kind == "nightly paid"


INDICATOR = Indicator(
    code="HO-TA-NIGHTLY",
    title="Households in nightly paid accommodation",
    service="housing",
    topic="Temporary accommodation",
    measure=Count(of=Open(stays, where=of_this_kind)),
    polarity=Polarity.LOWER,
    numerator="Households in nightly paid accommodation at the end of the period",
    source="H-CLIC",
    published_as="HCLIC-nightly_paid_total",
    paired_with="HO-TA",
)
