"""Keys to the API: made once, shown once, kept as a hash."""

from __future__ import annotations

import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from almoner.casework.audit import Audited, audited
from almoner.casework.models import ApiToken
from almoner.reference.language import _
from almoner.reference.refusal import Refusal


def make_token(*, name: str, by: str) -> str:
    """A new token for the system called `name`; it cannot be shown again. Refuses a name in use."""
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        if ApiToken.objects.filter(name=name).exists():
            raise Refusal(_("there is a token of this name already"), found=name)
        ApiToken.objects.create(name=name, digest=_digest(token), made_at=timezone.now())
        audited(Audited.TOKEN_MADE, by=by, subject=name)
    return token


def revoke_token(*, name: str, by: str) -> None:
    """End a token: from now on nobody is let in by it. Refuses one that is not there, or ended.

    Its name stays taken, so that what came from the system of that name keeps its meaning.
    """
    with transaction.atomic():
        held = ApiToken.objects.filter(name=name, revoked_at=None)
        if not held.update(revoked_at=timezone.now()):
            names = ApiToken.objects.filter(revoked_at=None).order_by("name")
            raise Refusal(
                _("no token of this name is in use"),
                found=name,
                expected=", ".join(names.values_list("name", flat=True)) or None,
            )
        audited(Audited.TOKEN_REVOKED, by=by, subject=name)


def tokens() -> list[ApiToken]:
    """Every token, in use or ended, by name."""
    return list(ApiToken.objects.order_by("name"))


def holder(token: str) -> str | None:
    """The name of the system that holds a token; None when nobody does."""
    found = ApiToken.objects.filter(digest=_digest(token), revoked_at=None).first()
    return found.name if found else None


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
