"""Who may see findings about children, and send returns: nobody, unless it was granted.

The grants are those of the live pages: the whole council, or a service or team and then only the
findings of children whose work it holds. Every refusal is kept.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from almoner.casework.audit import Audited, audited
from almoner.casework.models import Authority, Entitlement
from almoner.casework.queries import units
from almoner.submissions.models import Submission


@dataclass(frozen=True)
class Scope:
    """What a signed-in user may see of an authority's submissions; `teams` is None for all."""

    username: str
    authority: str
    teams: frozenset[str] | None

    @property
    def whole(self) -> bool:
        """Whether the user may see everything, and send returns."""
        return self.teams is None


def granted_authorities(request: HttpRequest) -> list[str]:
    """Codes of the authorities of which the user may see anything."""
    found = Entitlement.objects.filter(username=request.user.get_username())
    return sorted(set(found.values_list("authority", flat=True)))


def scope_of(request: HttpRequest, authority: str) -> Scope:
    """What the user may see of an authority. Nothing at all is refused, and the refusal kept."""
    username: str = request.user.get_username()
    found = Entitlement.objects.filter(username=username, authority=authority)
    granted = set(found.values_list("unit", flat=True)) if username else set()
    if not granted:
        _refuse(request, authority)
    if granted & {"", authority}:
        return Scope(username, authority, None)
    return Scope(username, authority, _teams(authority, granted))


def scope_of_submission(request: HttpRequest, submission: Submission) -> Scope:
    """As `scope_of`, of the authority of a submission."""
    return scope_of(request, submission.authority)


def require_whole(request: HttpRequest, authority: str) -> Scope:
    """The scope of a user to whom the whole authority is granted; refuses others."""
    scope = scope_of(request, authority)
    if not scope.whole:
        _refuse(request, authority)
    return scope


def _teams(authority: str, granted: set[str]) -> frozenset[str]:
    held = Authority.objects.filter(code=authority).first()
    inside = [
        unit.code for unit in (units(held) if held else []) if {unit.code, unit.service} & granted
    ]
    return frozenset({*inside, *granted})


def _refuse(request: HttpRequest, authority: str) -> None:
    audited(
        Audited.REFUSED, by=request.user.get_username() or "not signed in", authority=authority,
        subject=authority, address=request.path,
    )  # fmt: skip
    raise PermissionDenied
