"""The short codes of what is audited of audits."""

from __future__ import annotations

from enum import StrEnum


class Audited(StrEnum):
    """What somebody did or saw."""

    DRAWN = "audit.drawn"
    CASE_SEEN = "audit.case_seen"
    ANSWERED = "audit.answered"
    ENDED = "audit.ended"
    SCHEDULED = "audit.scheduled"
