"""Conferences held within 10 working days."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.protection import conferences


def after_enquiry(unit: Any) -> Any:
    """Follows a section 47 enquiry."""
    return unit.enquiry_on.notnull()


def in_these_days(unit: Any) -> Any:
    """Held within 10 working days."""
    return unit.working_days <= 10


INDICATOR = Indicator(
    code="CH-CONFERENCES-0-10",
    title="Conferences held within 10 working days",
    service="children",
    topic="Child protection",
    measure=Percentage(
        of=Events(conferences, on="held_on", where=after_enquiry), having=in_these_days
    ),
    polarity=Polarity.NONE,
    numerator="Of these, conferences held within 10 working days",
    denominator="Conferences held in the period after a section 47 enquiry",
    source="Children in need census; DfE definition",
    lineage=("LAIT 268",),
)
