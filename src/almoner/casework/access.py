"""Who may see people: nobody, unless it was granted. Every look is kept, and every refusal."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest

from almoner.casework.audit import Audited, audited
from almoner.casework.models import Authority, Entitlement
from almoner.casework.queries import Unit, may_see_people


def entitle(*, username: str, authority: str, unit: str = "", by: str) -> None:
    """Let a user see the people behind the figures of a unit ("" for the whole council)."""
    with transaction.atomic():
        Entitlement.objects.get_or_create(username=username, authority=authority, unit=unit)
        audited(Audited.ENTITLED, by=by, authority=authority, subject=username, unit=unit)


def require_people(request: HttpRequest, authority: Authority, unit: Unit) -> str:
    """The name of a user who may see the people of a unit; refuses, and keeps the refusal."""
    username: str = request.user.get_username()
    service = unit.service if unit.kind == "team" else ""
    if may_see_people(username, authority.code, unit.code, service):
        return username
    audited(
        Audited.REFUSED,
        by=username or "not signed in",
        authority=authority.code,
        subject=unit.code,
        address=request.path,
    )
    raise PermissionDenied
