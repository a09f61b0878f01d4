"""One submission: how far it is, what was found by rule, and what may be asked for it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from almoner.reference.refusal import Refusal
from almoner.submissions import actions, queries
from almoner.submissions.access import require_whole
from almoner.submissions.models import Submission, WorkKind
from almoner.submissions.presenters.counts import counts
from almoner.submissions.presenters.findings import tone_of
from almoner.submissions.presenters.progress import progress
from almoner.submissions.titles import severity_title
from almoner.submissions.views.opened import opened


@require_safe
@never_cache
@login_required
def overview(request: HttpRequest, number: int) -> HttpResponse:
    """Progress, or what was found by rule."""
    page = opened(request, number)
    context = page.context("rules") | _progress(page.submission)
    if page.submission.checked_at is not None:
        rules = queries.by_rule(queries.seen(page.submission, page.scope))
        for rule in rules:
            rule["title"], rule["tone"] = (
                severity_title(rule["severity"]), tone_of(rule["severity"]),
            )  # fmt: skip
        new = page.submission.finding_set.filter(is_new=True).count()
        context |= {"rules": rules, "counts": counts(page.submission, new)}
    return render(request, "submissions/overview.html", context)


@require_safe
@never_cache
@login_required
def status(request: HttpRequest, number: int) -> HttpResponse:
    """How far it is, alone; a page under way asks for it again and again."""
    page = opened(request, number)
    found = _progress(page.submission)
    response = render(request, "submissions/progress.html", found)
    response.headers["X-Moving"] = str(int(found["progress"].moving))
    return response


def _progress(submission: Submission) -> dict[str, Any]:
    work = queries.latest_work(submission)
    found = progress(submission, work)
    away = found.moving and not queries.checker_runs()
    return {"progress": found, "work": work, "away": away}


@require_POST
@login_required
def ask(request: HttpRequest, number: int, what: str) -> HttpResponse:
    """Check it again, keep it in the record, or delete its files."""
    page = opened(request, number)
    scope = require_whole(request, page.submission.authority)
    try:
        if what == "delete":
            actions.delete_files(submission=page.submission, by=scope.username)
            messages.success(request, _("The files are deleted."))
        else:
            kind = WorkKind.KEEP if what == "keep" else WorkKind.CHECK
            actions.ask_for(submission=page.submission, kind=kind, by=scope.username)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("submission", number)
