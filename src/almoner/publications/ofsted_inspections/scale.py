"""Ofsted's words: grades, what is judged, and kinds of inspection and visit."""

from __future__ import annotations

from typing import Final

CODE: Final = "ofsted-inspections"
PREFIX: Final = "OFSTED"
GRADES: Final = {
    "Outstanding": "1",
    "Good": "2",
    "Requires improvement to be good": "3",
    "Inadequate": "4",
}
# Our key -> the publisher's words at the head of the column.
JUDGEMENTS: Final = {
    "Overall": "Overall effectiveness",
    "Leaders": "The impact of leaders on social work practice with children and families",
    "HelpAndProtection": "The experiences and progress of children who need help and protection",
    "InCare": "The experiences and progress of children in care",
    "CareLeavers": "The experiences and progress of care leavers",
}
# Care leavers have a judgement of their own in inspections from this day.
CARE_LEAVERS_FROM: Final = "2023-01-01"
VISITS: Final = {"ILACS Focused Visit": "FocusedVisit", "LA Monitoring visit": "MonitoringVisit"}
INSPECTIONS: Final = ("ILACS Short Inspection", "ILACS Standard Inspection")
