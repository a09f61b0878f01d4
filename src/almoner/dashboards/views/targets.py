"""The targets of one indicator in one place: which stand, what is known of another, setting one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from almoner.dashboards.figures import title_of
from almoner.dashboards.forms import TargetForm
from almoner.dashboards.live_places import crumbs_of, live_subject
from almoner.dashboards.presenters.shown import Shown
from almoner.dashboards.presenters.target_help import help_with
from almoner.dashboards.presenters.targets import band_words, past_rows, target_rows
from almoner.dashboards.views.council import place
from almoner.dashboards.views.indicator import entry_of, subject_of
from almoner.improvement.models import Target
from almoner.improvement.target_actions import end_target, set_target
from almoner.improvement.target_queries import past_targets
from almoner.reference.refusal import Refusal

MAY_SET = "improvement.add_target"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def targets(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """The targets of a published indicator in a council."""
    area, entry = place(slug), entry_of(code)
    context = {
        "crumbs": [
            (area.name, reverse("council", args=[slug])),
            (title_of(entry), reverse("indicator", args=[slug, code])),
        ],
        "section": "councils",
    }
    return _page(request, subject_of(request, slug, code), area.code, "", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def live_targets(request: HttpRequest, code: str, unit: str, name: str) -> HttpResponse:
    """The targets of a computed indicator in a team or place."""
    subject = live_subject(code, unit, name)
    context = {
        "authority": subject.authority,
        "crumbs": crumbs_of(subject),
        "section": "live",
    }
    return _page(request, subject, unit, code, context)


@require_POST
@permission_required(MAY_SET, raise_exception=True)
def end(request: HttpRequest, number: int) -> HttpResponse:
    """End a target, for a reason."""
    found = Target.objects.filter(pk=number).first()
    if found is None:
        raise Http404
    try:
        because = request.POST.get("because", "")
        end_target(target=found, because=because, by=request.user.get_username())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(_address(found))


def _address(target: Target) -> str:
    from almoner.reference.areas import areas

    if target.authority:
        return reverse("live_targets", args=[target.authority, target.place, target.indicator])
    return reverse("targets", args=[areas().get(target.place).slug, target.indicator])


def _page(
    request: HttpRequest, subject: Shown, place: str, authority: str, context: Mapping[str, Any]
) -> HttpResponse:
    entry, may_set = subject.entry, request.user.has_perm(MAY_SET)
    asked = request.POST if request.method == "POST" else request.GET
    tried = request.method == "POST" or "low" in asked or "high" in asked
    form = TargetForm(asked if tried else None, held=subject.held)
    if request.method == "POST":
        if not may_set:
            raise PermissionDenied
        if form.is_valid() and _set(request, form, subject, place, authority):
            return redirect(request.path)
    shown = {
        **context,
        "name": subject.name,
        "entry": entry,
        "title": title_of(entry),
        "rows": target_rows(entry, subject.held, subject.targets),
        "band": band_words(entry, subject.held),
        "past": past_rows(entry, past_targets(entry.code, place, authority)),
        "form": form,
        "help": help_with(subject, form.tried(), place, authority),
        "may_set": may_set,
    }
    return render(request, "dashboards/targets.html", shown)


def _set(
    request: HttpRequest, form: TargetForm, subject: Shown, place: str, authority: str
) -> bool:
    try:
        proposal = form.proposal(subject.entry.code, place, authority)
        made = set_target(proposal=proposal, by=request.user.get_username())
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(
        request, _("The target is set from %(period)s.") % {"period": made.first_period}
    )
    return True
