"""The audit trail: written in the transaction of what it tells of."""

from __future__ import annotations

from enum import StrEnum

from django.utils import timezone

from almoner.casework.models import AuditEvent


class Audited(StrEnum):
    """The short codes of what is audited."""

    RECORDS_CHANGED = "records.changed"
    RECORDS_LOADED = "records.loaded"
    RETURN_KEPT = "return.kept"
    PEOPLE_LISTED = "people.listed"
    PERSON_SEEN = "person.seen"
    REFUSED = "access.refused"
    TOKEN_MADE = "token.made"  # noqa: S105 - a code, not a secret
    TOKEN_REVOKED = "token.revoked"  # noqa: S105 - a code, not a secret
    ENTITLED = "user.entitled"
    COMPARED = "figures.compared"


def audited(
    action: StrEnum, *, by: str, authority: str = "", subject: str = "", **detail: object
) -> AuditEvent:
    """Keep one event. `subject` is what or whom it is about; rooms above bring their own codes."""
    return AuditEvent.objects.create(
        at=timezone.now(),
        by=by,
        action=action.value,
        authority=authority,
        subject=subject,
        detail=detail,
    )
