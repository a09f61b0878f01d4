"""The short codes of what is audited of submissions."""

from __future__ import annotations

from enum import StrEnum


class Audited(StrEnum):
    """What somebody did or saw."""

    RECEIVED = "submission.received"
    CHECKED = "submission.checked"
    LISTED = "submission.listed"
    CHILD_SEEN = "submission.child_seen"
    WORKBOOK = "submission.workbook"
    REPLIED = "submission.replied"
    WITHDRAWN = "submission.withdrawn"
    KEPT = "submission.kept"
    DELETED = "submission.deleted"
