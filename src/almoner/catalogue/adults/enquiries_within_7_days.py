"""Enquiries completed within seven working days of the report."""

from typing import Any

from almoner.catalogue.cohorts import Events
from almoner.catalogue.definitions import Indicator, Polarity
from almoner.catalogue.measures import Percentage
from almoner.catalogue.rows.safeguarding import enquiries


def in_time(unit: Any) -> Any:
    """Within seven working days."""
    return unit.report_days <= 7


INDICATOR = Indicator(
    code="AD-AD023",
    title="Enquiries completed within seven working days of the report",
    service="adults",
    topic="Safeguarding",
    measure=Percentage(of=Events(enquiries, on="concluded_on"), having=in_time),
    polarity=Polarity.HIGHER,
    numerator="Of these, enquiries concluded within seven working days of the report",
    denominator="Section 42 enquiries concluded in the period",
    source="Performance and Improvement Framework AD/023 (Wales)",
    lineage=(
        "AD/023",
        "PM18",
    ),
    paired_with="AD-ENQUIRIES-WISHES",
)
