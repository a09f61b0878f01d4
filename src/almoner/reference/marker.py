"""Why there is no value: the publisher's marks, told apart."""

from __future__ import annotations

from enum import StrEnum

from almoner.reference.language import _


class Marker(StrEnum):
    """Why a measurement has no value.

    `NOT_AVAILABLE` is for a source whose one mark covers several reasons; where the source tells
    the reasons apart, so does the marker.
    """

    SUPPRESSED = "suppressed"
    NOT_COLLECTED = "not_collected"
    NOT_APPLICABLE = "not_applicable"
    LOW_RELIABILITY = "low_reliability"
    NOT_YET_DUE = "not_yet_due"
    ROUNDS_TO_ZERO = "rounds_to_zero"
    NOT_AVAILABLE = "not_available"

    @property
    def words(self) -> str:
        """The marker as a reader sees it: a few words, no full stop."""
        return {
            Marker.SUPPRESSED: _("withheld, so that nobody can be identified"),
            Marker.NOT_COLLECTED: _("not collected"),
            Marker.NOT_APPLICABLE: _("does not apply"),
            Marker.LOW_RELIABILITY: _("too few cases to be reliable"),
            Marker.NOT_YET_DUE: _("not due yet"),
            Marker.ROUNDS_TO_ZERO: _("more than nothing, but rounds to zero"),
            Marker.NOT_AVAILABLE: _("not available; the publisher does not say why"),
        }[self]
