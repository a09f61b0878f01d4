"""From which periods the limits of a series are computed afresh: proposals, decisions, history."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from almoner.dashboards.figures import title_of
from almoner.dashboards.live_places import crumbs_of, live_subject
from almoner.dashboards.presenters.indicator import breakdown_words
from almoner.dashboards.presenters.levels import evidence_words, history_rows, levels_of
from almoner.dashboards.presenters.shown import Shown
from almoner.dashboards.rebase_form import RebaseForm
from almoner.dashboards.views.council import place
from almoner.dashboards.views.indicator import entry_of, subject_of
from almoner.improvement.rebase_actions import (
    Proposal,
    ProposedBy,
    accept_rebase,
    decline_rebase,
    end_rebase,
)
from almoner.measurements.models import Rebase
from almoner.measurements.rebases import past_rebases
from almoner.reference.areas import areas
from almoner.reference.refusal import Refusal

MAY_DECIDE = "measurements.add_rebase"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rebases(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """The levels of a published series."""
    area, entry = place(slug), entry_of(code)
    subject = subject_of(request, slug, code)
    breakdown = subject.series.breakdown
    context = {
        "crumbs": [
            (area.name, reverse("council", args=[slug])),
            (title_of(entry), reverse("indicator", args=[slug, code])),
        ],
        "section": "councils",
        "breakdown_words": breakdown_words(breakdown) if breakdown else "",
    }
    return _page(request, subject, ("", area.code, breakdown), context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def live_rebases(request: HttpRequest, code: str, unit: str, name: str) -> HttpResponse:
    """The levels of a computed indicator in a team or place."""
    subject = live_subject(code, unit, name)
    context = {
        "authority": subject.authority,
        "crumbs": crumbs_of(subject),
        "section": "live",
    }
    return _page(request, subject, (code, unit, ""), context)


@require_POST
@permission_required(MAY_DECIDE, raise_exception=True)
def end(request: HttpRequest, number: int) -> HttpResponse:
    """End a rebase, or take a decline back, for a reason."""
    found = Rebase.objects.filter(pk=number).first()
    if found is None:
        raise Http404
    try:
        because = request.POST.get("because", "")
        end_rebase(rebase=found, because=because, by=request.user.get_username())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(_address(found))


def _address(one: Rebase) -> str:
    if one.authority:
        return reverse("live_rebases", args=[one.authority, one.area, one.indicator])
    address = reverse("rebases", args=[areas().get(one.area).slug, one.indicator])
    return f"{address}?{urlencode({'breakdown': one.breakdown})}" if one.breakdown else address


def _page(
    request: HttpRequest, subject: Shown, key: tuple[str, str, str], context: Mapping[str, Any]
) -> HttpResponse:
    may_decide = request.user.has_perm(MAY_DECIDE)
    asked = request.POST if request.method == "POST" else None
    form = RebaseForm(asked, held=subject.held)
    if asked is not None:
        if not may_decide:
            raise PermissionDenied
        if form.is_valid() and _decide(request, form, subject, key):
            return redirect(request.get_full_path())
    authority, area, breakdown = key
    past = past_rebases(area, subject.entry.code, authority, breakdown)
    shown = {
        **context,
        "name": subject.name,
        "title": title_of(subject.entry),
        "levels": levels_of(subject),
        "past": history_rows(past),
        "form": form,
        "may_decide": may_decide,
    }
    return render(request, "dashboards/rebases.html", shown)


def _decide(
    request: HttpRequest, form: RebaseForm, subject: Shown, key: tuple[str, str, str]
) -> bool:
    kept, by = form.cleaned_data, request.user.get_username()
    act = decline_rebase if kept["answer"] == RebaseForm.DECLINE else accept_rebase
    try:
        proposal = _proposal(subject, kept["period"], key)
        if act is decline_rebase and proposal.proposed_by is ProposedBy.PERSON:
            raise Refusal(_("only what was proposed can be declined"), column="period")
        act(proposal=proposal, reason=kept["reason"], by=by)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("Your decision is kept."))
    return True


def _proposal(subject: Shown, period: str, key: tuple[str, str, str]) -> Proposal:
    """The proposal of the method where it made one of this period, else the person's own."""
    made = {one.period: one for one in levels_of(subject).proposals}.get(period)
    authority, area, breakdown = key
    return Proposal(
        indicator=subject.entry.code,
        area=area,
        authority=authority,
        breakdown=breakdown,
        period=period,
        proposed_by=ProposedBy.STABLE_SHIFT if made else ProposedBy.PERSON,
        evidence=evidence_words(made) if made else "",
    )
