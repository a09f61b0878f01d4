"""The list of what was received, and the form to send a return."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from almoner.casework.models import Authority, Entitlement
from almoner.reference.refusal import Refusal
from almoner.submissions import queries
from almoner.submissions.access import granted_authorities, require_whole
from almoner.submissions.actions import receive as receive_files
from almoner.submissions.forms import ReceiveForm
from almoner.submissions.presenters.listing import lines

_SHOWN = 200


@require_safe
@never_cache
@login_required
def received(request: HttpRequest) -> HttpResponse:
    """Every submission of the authorities of which the user may see anything."""
    codes = granted_authorities(request)
    found = list(queries.submissions(codes)[:_SHOWN])
    names = dict(Authority.objects.filter(code__in=codes).values_list("code", "name"))
    context = {
        "lines": lines(found, queries.works_of(found), names),
        "may_send": bool(_may_send(request)),
        "granted": codes,
        "section": "returns",
    }
    return render(request, "submissions/received.html", context)


# The size of what is sent is looked at before anything reads it, and Django's check of the form's
# token reads all of it: so that check comes second here.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def receive(request: HttpRequest) -> HttpResponse:
    """The form, and what is sent with it."""
    if request.method == "POST" and _length(request) > settings.SUBMISSION_BYTES:
        context = {"most": settings.SUBMISSION_BYTES // 2**20, "section": "returns"}
        return render(request, "submissions/too_large.html", context, status=413)
    response: HttpResponse = _receive(request)
    return response


@csrf_protect
def _receive(request: HttpRequest) -> HttpResponse:
    authorities = _may_send(request)
    if not authorities:
        require_whole(request, request.GET.get("authority", ""))
    if request.method != "POST":
        return _form(request, ReceiveForm(authorities=authorities, initial=_first(request)))
    form = ReceiveForm(request.POST, request.FILES, authorities=authorities)
    if not form.is_valid():
        return _form(request, form, status=422)
    given = form.cleaned_data
    scope = require_whole(request, given["authority"])
    try:
        made = receive_files(
            authority=given["authority"], return_code=given["return_code"], year=given["year"],
            files=given["files"], before=given["before"], by=scope.username,
        )  # fmt: skip
    except Refusal as refusal:
        form.add_error("files", str(refusal))
        return _form(request, form, status=422)
    return redirect("submission", made.pk)


def _form(request: HttpRequest, form: ReceiveForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "most": settings.SUBMISSION_BYTES // 2**20,
        "days": settings.SUBMISSION_DAYS,
        "section": "returns",
    }
    return render(request, "submissions/receive.html", context, status=status)


def _first(request: HttpRequest) -> dict[str, Any]:
    names = ("authority", "return_code", "year")
    return {name: request.GET[name] for name in names if name in request.GET}


def _may_send(request: HttpRequest) -> list[tuple[str, str]]:
    """Codes and names of the authorities that are granted to the user as a whole."""
    granted = Entitlement.objects.filter(username=request.user.get_username(), unit="")
    codes = set(granted.values_list("authority", flat=True))
    return list(Authority.objects.filter(code__in=codes).order_by("name")
                .values_list("code", "name"))  # fmt: skip


def _length(request: HttpRequest) -> int:
    text = request.META.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isdecimal() else 0
