"""Pages of audits: what is due, drawing a sample, answering its cases, its result."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from almoner.casework.access import require_people
from almoner.casework.asking import EngineAwayError, ask
from almoner.casework.audit import audited
from almoner.casework.models import Authority, Definition
from almoner.casework.quality.queries import LEAST_CASES
from almoner.casework.queries import Unit, units
from almoner.casework.words import words_of
from almoner.improvement.audits import actions, queries
from almoner.improvement.audits.codes import Audited
from almoner.improvement.audits.forms import AnswerForm, DrawForm, ScheduleForm
from almoner.improvement.audits.frame import frame_of
from almoner.improvement.audits.models import Answer, Audit, Case, Method
from almoner.improvement.audits.presenting import audit_lines, case_lines, due_lines
from almoner.reference.period import Period
from almoner.reference.refusal import Refusal
from almoner.submissions.access import granted_authorities, require_whole


@require_safe
@never_cache
@login_required
def audits(request: HttpRequest) -> HttpResponse:
    """What is due, and every audit, of the authorities of which the user may see anything."""
    codes = granted_authorities(request)
    context = {
        "due": due_lines(queries.due(codes)),
        "audits": audit_lines(queries.audits_of(codes)),
        "authorities": Authority.objects.filter(code__in=codes).order_by("name"),
        "section": "live",
    }
    return render(request, "audits/audits.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def draw(request: HttpRequest, code: str) -> HttpResponse:
    """The form to draw a sample, and the drawing."""
    authority = get_object_or_404(Authority, code=code)
    require_whole(request, code)
    form = DrawForm(request.POST or None, initial=request.GET.dict(), **_choices(authority))
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("audit", _drawn(request, authority, form.cleaned_data).pk)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        except EngineAwayError:
            form.add_error(None, _("The engine is not answering: try again in a moment."))
    context = {"authority": authority, "form": form, "section": "live"}
    return render(request, "audits/draw.html", context, status=422 if form.errors else 200)


def _drawn(request: HttpRequest, authority: Authority, given: dict[str, Any]) -> Audit:
    unit = _unit(authority, given["unit"])
    by = require_people(request, authority, unit)
    found = ask(
        authority.code, ask="people", indicator=given["indicator"], period=given["period"],
        unit=unit.code, known_on=None,
    )  # fmt: skip
    return actions.draw_audit(
        authority=authority.code, unit=unit.code, indicator=given["indicator"],
        period=given["period"], frame=frame_of(found), method=Method(given["method"]),
        size=given["size"], seed=given["seed"], by=by,
    )  # fmt: skip


@require_safe
@never_cache
@login_required
def audit(request: HttpRequest, number: int) -> HttpResponse:
    """The cases of a sample, and what they say so far. What the record says is not shown."""
    one, context, _by = _opened(request, number)
    cases = queries.cases_of(one)
    context |= {
        "cases": case_lines(cases, show=one.ended_at is not None),
        "left": sum(not case.found for case in cases),
        "rate": queries.rate_so_far(one) if one.ended_at else None,
        "method": Method(one.method).words,
        "whole": sum(one.strata.values()),
        "too_few": LEAST_CASES if len(cases) < min(LEAST_CASES, sum(one.strata.values())) else 0,
    }
    return render(request, "audits/audit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def case(request: HttpRequest, number: int, place: int) -> HttpResponse:
    """One case: the way to its file, and the answer to be kept."""
    one, context, by = _opened(request, number)
    held = get_object_or_404(Case.objects.select_related("audit"), audit=one, place=place)
    initial = {"found": held.found, "number": held.found_number, "note": held.note}
    form = AnswerForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.answer_case(case=held, found=Answer(given["found"]), number=given["number"],
                                note=given["note"], by=by)  # fmt: skip
            following = Case.objects.filter(audit=one, found="").order_by("place").first()
            return (
                redirect("audit_case", number, following.place)
                if following
                else redirect("audit", number)
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    audited(Audited.CASE_SEEN, by=by, authority=one.authority, subject=held.person or held.row,
            audit=one.pk)  # fmt: skip
    context |= {"case": held, "form": form, "answers": [(a.value, a.words) for a in Answer]}
    return render(request, "audits/case.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def end(request: HttpRequest, number: int) -> HttpResponse:
    """End an audit."""
    one, _context, by = _opened(request, number)
    try:
        actions.end_audit(audit=one, by=by)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("audit", number)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def schedule(request: HttpRequest, code: str) -> HttpResponse:
    """The form to say how often a figure is audited."""
    authority = get_object_or_404(Authority, code=code)
    scope = require_whole(request, code)
    form = ScheduleForm(request.POST or None, initial=request.GET.dict(), **_choices(authority))
    if request.method == "POST" and form.is_valid():
        actions.schedule(authority=code, by=scope.username, **form.cleaned_data)
        return redirect("audits")
    context = {"authority": authority, "form": form, "section": "live"}
    return render(request, "audits/schedule.html", context, status=422 if form.errors else 200)


def _opened(request: HttpRequest, number: int) -> tuple[Audit, dict[str, Any], str]:
    """An audit, what its head prints, and the name of a user who may see its unit's people."""
    one = get_object_or_404(Audit, pk=number)
    authority = get_object_or_404(Authority, code=one.authority)
    unit = _unit(authority, one.unit)
    by = require_people(request, authority, unit)
    context = {
        "audit": one,
        "authority": authority,
        "unit": unit,
        "indicator": words_of([one.indicator]).get(one.indicator),
        "period": Period.from_code(one.period).label,
        "section": "live",
    }
    return one, context, by


def _unit(authority: Authority, code: str) -> Unit:
    found = {unit.code: unit for unit in units(authority)}
    return found.get(code) or Unit(code, code, "team")


def _choices(authority: Authority) -> dict[str, list[tuple[str, str]]]:
    titles = Definition.objects.values_list("code", "words__title")
    return {
        "units": [(unit.code, unit.name) for unit in units(authority)],
        "indicators": sorted(titles, key=lambda pair: str(pair[1])),
    }
