"""What was ever said of a finding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from almoner.submissions.models import Reply, ReplyKind, Submission


@dataclass(frozen=True)
class Said:
    """One reply. `carried` says that it was made of an earlier submission."""

    words: str
    reply: Reply
    carried: bool
    stands: bool


def said(replies: Sequence[Reply], submission: Submission) -> list[Said]:
    """The replies, the newest first, as a reader of this submission sees them."""
    return [
        Said(ReplyKind(one.kind).words, one, one.said_of < submission.pk, one.withdrawn_at is None)
        for one in replies
    ]
