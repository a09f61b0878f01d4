"""Findings in lists: all with search and filters, by child, by team, and what changed."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from almoner.casework.audit import audited
from almoner.reference.refusal import Refusal
from almoner.submissions import actions, queries
from almoner.submissions.audit import Audited
from almoner.submissions.forms import asked_of
from almoner.submissions.presenters.choosing import choosing
from almoner.submissions.presenters.findings import shown
from almoner.submissions.views.opened import Opened, opened

_A_PAGE = 50


@require_safe
@never_cache
@login_required
def listing(request: HttpRequest, number: int) -> HttpResponse:
    """The findings that were asked for, fifty a page."""
    page = opened(request, number)
    asked = asked_of(request.GET)
    found = queries.findings(page.submission, page.scope, asked).select_related("reply")
    context = page.context("findings") | _paged(request, found) | {"asked": asked}
    choices = queries.choices(page.submission, page.scope)
    context["choosing"] = choosing(choices, asked, page.teams)
    context["findings"] = shown(context["page"].object_list, page.teams)
    if asked.rule:
        context["unsaid"] = found.filter(reply=None).count()
    _looked(page, "findings", request)
    return render(request, "submissions/findings.html", context)


@require_POST
@login_required
def explain(request: HttpRequest, number: int) -> HttpResponse:
    """Say the same of every finding of a rule in a list that has no reply yet."""
    page = opened(request, number)
    asked = asked_of(request.POST)
    found = queries.findings(page.submission, page.scope, asked)
    try:
        if not asked.rule:
            raise Refusal(_("findings of one rule are explained together"))
        said = actions.explain_all(
            submission=page.submission, findings=found, reason=request.POST.get("reason", ""),
            by=page.scope.username,
        )  # fmt: skip
        words = ngettext("%(n)s finding is explained.", "%(n)s findings are explained.", said)
        messages.success(request, words % {"n": said})
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{reverse('submission_findings', args=[number])}?{_again(request)}")


def _again(request: HttpRequest) -> str:
    names = ("search", "rule", "severity", "table", "team", "said", "only", "sort")
    return urlencode([(name, request.POST[name]) for name in names if request.POST.get(name)])


@require_safe
@never_cache
@login_required
def children(request: HttpRequest, number: int) -> HttpResponse:
    """Children with findings, those with most first."""
    page = opened(request, number)
    asked = asked_of(request.GET)
    found = queries.by_child(queries.findings(page.submission, page.scope, asked))
    context = page.context("children") | _paged(request, found) | {"asked": asked}
    for one in context["page"].object_list:
        one["team_name"] = page.teams.get(one["team"], one["team"])
    _looked(page, "children", request)
    return render(request, "submissions/children.html", context)


@require_safe
@never_cache
@login_required
def teams(request: HttpRequest, number: int) -> HttpResponse:
    """Findings by team."""
    page = opened(request, number)
    found = queries.by_team(queries.seen(page.submission, page.scope))
    for one in found:
        one["name"] = page.teams.get(one["team"], one["team"])
    return render(request, "submissions/teams.html", page.context("teams") | {"teams": found})


@require_safe
@never_cache
@login_required
def changes(request: HttpRequest, number: int) -> HttpResponse:
    """What is new since the submission before, and what is gone."""
    page = opened(request, number)
    which = "gone" if request.GET.get("show") == "gone" else "new"
    new = queries.seen(page.submission, page.scope).filter(is_new=True)
    gone = queries.gone(page.submission, page.scope)
    found = gone if which == "gone" else new.order_by("rule", "child", "row", "pk")
    context = page.context("changes") | _paged(request, found.select_related("reply"))
    context |= {"which": which, "new": new.count(), "gone": gone.count()}
    context["findings"] = shown(context["page"].object_list, page.teams)
    _looked(page, "changes", request)
    return render(request, "submissions/changes.html", context)


def _looked(page: Opened, what: str, request: HttpRequest) -> None:
    audited(
        Audited.LISTED, by=page.scope.username, authority=page.submission.authority,
        subject=str(page.submission.pk), what=what, asked=request.GET.urlencode(),
    )  # fmt: skip


def _paged(request: HttpRequest, found: QuerySet[Any]) -> dict[str, Any]:
    """The page that was asked for, and the addresses of those around it."""
    page: Page[Any] = Paginator(found, _A_PAGE).get_page(request.GET.get("page"))
    rest = [(name, value) for name, value in request.GET.items() if name != "page" and value]

    def address(number: int) -> str:
        return f"?{urlencode([*rest, ('page', str(number))])}"

    return {
        "page": page,
        "earlier": address(page.previous_page_number()) if page.has_previous() else "",
        "later": address(page.next_page_number()) if page.has_next() else "",
    }
