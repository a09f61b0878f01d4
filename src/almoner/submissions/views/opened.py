"""What every page of a submission begins with: the submission, and what its reader may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from almoner.casework.models import Authority
from almoner.casework.queries import units
from almoner.submissions.access import Scope, scope_of_submission
from almoner.submissions.models import Submission
from almoner.submissions.titles import return_title


@dataclass(frozen=True)
class Opened:
    """A submission that a user may see something of; `teams` are names by code."""

    submission: Submission
    scope: Scope
    authority: Authority | None
    teams: dict[str, str]

    def context(self, tab: str = "") -> dict[str, Any]:
        """What the head of every page prints."""
        return {
            "submission": self.submission,
            "title": return_title(self.submission.return_code),
            "authority": self.authority,
            "scope": self.scope,
            "tab": tab,
            "section": "returns",
        }


def opened(request: HttpRequest, number: int) -> Opened:
    """The submission of this number, for who may see anything of it; refuses others."""
    submission = get_object_or_404(Submission, pk=number)
    scope = scope_of_submission(request, submission)
    authority = Authority.objects.filter(code=submission.authority).first()
    found = units(authority) if authority else []
    teams = {unit.code: unit.name for unit in found if unit.kind == "team"}
    return Opened(submission, scope, authority, teams)
