"""People with no support six months after reablement."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.reablement import six_months_on


def none(unit: Any) -> Any:
    """No such support was open."""
    return unit.still_from.isnull()


INDICATOR = Indicator(
    code="AD-PM20B",
    title="People with no support six months after reablement",
    service="adults",
    topic="Support",
    measure=Percentage(of=Events(six_months_on, on="six_months_on"), having=none),
    polarity=Polarity.HIGHER,
    numerator=(
        "Of these, people with neither long-term nor further short-term support on that day"
    ),
    denominator=("People who completed reablement six months before, in the period, and are alive"),
    source="Code of Practice measure PM20b (Wales)",
    lineage=("PM20b",),
    published_as="WALES-PM20b",
    paired_with="AD-ASCOF-2A",
)
