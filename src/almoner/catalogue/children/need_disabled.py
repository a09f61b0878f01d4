"""Children in need with a disability."""

from typing import Any

from almoner.catalogue.cohorts import Open
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.referrals import children_in_need


def is_disabled(unit: Any) -> Any:
    """A disability is recorded."""
    return unit.disabled


INDICATOR = Indicator(
    code="CH-E67",
    title="Children in need with a disability",
    service="children",
    topic="Children in need",
    measure=Percentage(of=Open(children_in_need, "from_on", "until_on"), having=is_disabled),
    polarity=Polarity.NONE,
    numerator="Of these, children with a disability recorded",
    denominator="Children with an open episode of need at the end of the period",
    source="PAF E67 (name); children in need census",
    lineage=("PAF E67",),
    published_as="CIN-At31_disability_percent",
)
