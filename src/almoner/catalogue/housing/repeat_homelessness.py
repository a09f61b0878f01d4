"""Households accepted as homeless again within two years."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.housing import main_duties


def again(unit: Any) -> Any:
    """Accepted within two years before."""
    return unit.accepted_before >= unit.two_years_before


INDICATOR = Indicator(
    code="HO-BV214",
    title="Households accepted as homeless again within two years",
    service="housing",
    topic="Homelessness",
    measure=Percentage(of=Events(main_duties, on="main_from"), having=again),
    polarity=Polarity.LOWER,
    numerator=(
        "Of these, households to which the main duty had been accepted in the two years before"
    ),
    denominator="Households first owed the main duty in the period",
    source="BVPI 214 (recalled)",
    lineage=("BV214",),
    paired_with="HO-RELIEF-SECURED",
)
