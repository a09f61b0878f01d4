"""Tenants who owe more than seven weeks of rent."""

from typing import Any

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.homes import rent


def in_arrears(unit: Any) -> Any:
    """More than seven weeks."""
    return unit.weeks_owed > 7


INDICATOR = Indicator(
    code="HO-BV66B",
    title="Tenants who owe more than seven weeks of rent",
    service="housing",
    topic="Rent",
    measure=Percentage(of=Open(rent, "stated_on", "until_on"), having=in_arrears),
    polarity=Polarity.LOWER,
    numerator="Of these, tenancies that owe more than seven weeks",
    denominator="Tenancies by their latest statement, at the end of the period",
    source="BVPI 66b (recalled)",
    caveats=("A tenancy counts by its last statement until that says when the next was made."),
    lineage=("BV66b",),
    breakdowns=(),
    paired_with="HO-EVICTIONS",
)
