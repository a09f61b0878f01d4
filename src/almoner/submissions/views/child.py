"""A child's rows beside what was found, and what somebody says of a finding."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from almoner.casework.audit import audited
from almoner.submissions import actions, queries
from almoner.submissions.audit import Audited
from almoner.submissions.child_rows import ChildTable, one_row, rows_of_child
from almoner.submissions.forms import ReplyForm
from almoner.submissions.models import Finding, ReplyKind
from almoner.submissions.presenters.child import marked
from almoner.submissions.presenters.findings import shown
from almoner.submissions.presenters.replies import said
from almoner.submissions.views.opened import Opened, opened


@require_safe
@never_cache
@login_required
def child(request: HttpRequest, number: int) -> HttpResponse:
    """Every row of a child, and every finding about the child."""
    page = opened(request, number)
    name = request.GET.get("id", "")
    found = _findings(page, name)
    if not name or not found:
        raise Http404
    _looked(page, name)
    context = page.context("children") | _rows(page, name, found, None)
    return render(request, "submissions/child.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def finding(request: HttpRequest, number: int, finding: int) -> HttpResponse:
    """One finding: the child's rows with its fields marked, and what is said of it."""
    page = opened(request, number)
    one = get_object_or_404(queries.seen(page.submission, page.scope), pk=finding)
    form = ReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        kind = ReplyKind(form.cleaned_data["kind"])
        reason = form.cleaned_data["reason"]
        actions.reply(finding=one, kind=kind, reason=reason, by=page.scope.username)
        messages.success(request, _("Your reply is kept."))
        return redirect("submission_finding", number, finding)
    _looked(page, one.child)
    context = page.context("findings") | _rows(page, one.child, _findings(page, one.child), one)
    context |= {
        "finding": shown([one], page.teams)[0],
        "form": form,
        "replies": said(queries.replies_of(one), page.submission),
    }
    return render(request, "submissions/finding.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def withdraw(request: HttpRequest, number: int, finding: int) -> HttpResponse:
    """Take back what was said of a finding."""
    page = opened(request, number)
    one = get_object_or_404(queries.seen(page.submission, page.scope), pk=finding)
    actions.withdraw(finding=one, by=page.scope.username)
    messages.success(request, _("The reply is withdrawn. That it was made is kept."))
    return redirect("submission_finding", number, finding)


def _findings(page: Opened, name: str) -> list[Finding]:
    found = queries.seen(page.submission, page.scope).filter(child=name)
    return list(found.select_related("reply").order_by("table", "row", "rule")) if name else []


def _rows(page: Opened, name: str, found: list[Finding], focus: Finding | None) -> dict[str, Any]:
    tables: list[ChildTable] = []
    if name:
        tables = rows_of_child(page.submission.folder, name)
    elif focus is not None:
        tables = one_row(page.submission.folder, focus.table, focus.row)
        found = [focus]
    same = next((one for one in found if focus is not None and one.pk == focus.pk), None)
    return {
        "child": name,
        "team": page.teams.get(found[0].team, found[0].team) if found else "",
        "tables": marked(tables, found, same),
        "findings": shown(found, page.teams),
    }


def _looked(page: Opened, name: str) -> None:
    audited(
        Audited.CHILD_SEEN, by=page.scope.username, authority=page.submission.authority,
        subject=name, submission=page.submission.pk,
    )  # fmt: skip
