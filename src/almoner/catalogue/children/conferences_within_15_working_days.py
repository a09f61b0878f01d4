"""Conferences within 15 working days of the section 47 enquiry."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.protection import conferences


def after_enquiry(unit: Any) -> Any:
    """Follows a section 47 enquiry."""
    return unit.enquiry_on.notnull()


def within_15_days(unit: Any) -> Any:
    """On the 15th working day or before."""
    return unit.working_days <= 15


INDICATOR = Indicator(
    code="CH-CONFERENCES-15",
    title="Conferences within 15 working days of the section 47 enquiry",
    service="children",
    topic="Child protection",
    measure=Percentage(
        of=Events(conferences, on="held_on", where=after_enquiry), having=within_15_days
    ),
    polarity=Polarity.HIGHER,
    numerator=("Of these, conferences held 15 or fewer working days after the enquiry started"),
    denominator="Conferences held in the period after a section 47 enquiry",
    source="Children in need census; DfE definition",
    lineage=(
        "SCC/014",
        "LAIT 218",
    ),
    paired_with="CH-S47-OVERDUE",
    published_as="LAIT-CP_conf_15days",
)
