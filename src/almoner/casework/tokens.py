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


def holder(token: str) -> str | None:
    """The name of the system that holds a token; None when nobody does."""
    found = ApiToken.objects.filter(digest=_digest(token), revoked_at=None).first()
    return found.name if found else None


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
