"""The trend over a year's submissions, and the workbook of findings."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from almoner.casework.audit import audited
from almoner.submissions import queries
from almoner.submissions.audit import Audited
from almoner.submissions.forms import asked_of
from almoner.submissions.presenters import trend as presenting
from almoner.submissions.titles import return_title
from almoner.submissions.views.opened import Opened, opened
from almoner.submissions.workbook import workbook

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@never_cache
@login_required
def trend(request: HttpRequest, number: int) -> HttpResponse:
    """Findings by rule over the submissions of the year; numbers alone, and nobody's."""
    page = opened(request, number)
    points = queries.series(page.submission)
    context = page.context("trend") | {
        "drawing": presenting.drawing(points),
        "days": presenting.days(points)[-12:],
        "points": points[-12:],
        "rules": presenting.rule_lines(points, queries.rules_named(page.submission))
        if points
        else [],
    }
    return render(request, "submissions/trend.html", context)


@require_safe
@never_cache
@login_required
def findings_workbook(request: HttpRequest, number: int) -> HttpResponse:
    """The findings that were asked for, such as those of a team, as a workbook."""
    page = opened(request, number)
    asked = asked_of(request.GET)
    found = queries.findings(page.submission, page.scope, asked)
    audited(
        Audited.WORKBOOK, by=page.scope.username, authority=page.submission.authority,
        subject=str(page.submission.pk), asked=request.GET.urlencode(),
    )  # fmt: skip
    made = workbook(
        about=_about(page, asked.team), rules=queries.by_rule(found),
        findings=found.select_related("reply").iterator(chunk_size=5000), teams=page.teams,
    )  # fmt: skip
    response = HttpResponse(made, content_type=_XLSX)
    name = f"findings-{page.submission.return_code}-{page.submission.year}-{number}"
    name += f"-{asked.team}" if asked.team else ""
    response.headers["Content-Disposition"] = f'attachment; filename="{_plain(name)}.xlsx"'
    return response


def _plain(name: str) -> str:
    return "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in name)


def _about(page: Opened, team: str) -> list[tuple[str, str]]:
    submission = page.submission
    checked = submission.checked_at
    whose = page.teams.get(team, team) if team and team != "none" else ""
    return [
        (_("Return"), return_title(submission.return_code)),
        (_("Collection year"), submission.year),
        (_("Council"), page.authority.name if page.authority else submission.authority),
        (_("Team"), whose or (_("No team known") if team else _("All that you may see"))),
        (_("Submission"), str(submission.pk)),
        (_("Received"), timezone.localtime(submission.received_at).strftime("%Y-%m-%d %H:%M")),
        (_("Checked"), timezone.localtime(checked).strftime("%Y-%m-%d %H:%M") if checked else ""),
        (_("Made by"), page.scope.username),
        (_("Note"), _("This file names children: keep and send it as you would their records.")),
    ]
