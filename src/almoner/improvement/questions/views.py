"""The page of questions worth asking, and the answering of one."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from almoner.casework.audit import audited
from almoner.casework.models import Authority, Entitlement
from almoner.improvement.questions import queries
from almoner.improvement.questions.actions import Audited, answer
from almoner.improvement.questions.models import Question
from almoner.improvement.questions.presenting import asked_lines
from almoner.reference.refusal import Refusal


@require_safe
@never_cache
@login_required
def live_questions(request: HttpRequest, code: str) -> HttpResponse:
    """The questions that the reader may see, by team."""
    authority = get_object_or_404(Authority, code=code)
    username = request.user.get_username()
    if not Entitlement.objects.filter(username=username, authority=code).exists():
        raise PermissionDenied
    found = queries.visible(username, code)
    for one in found:
        audited(Audited.SEEN, by=username, authority=code, subject=str(one))
    context = {
        "authority": authority,
        "lines": asked_lines(authority, found),
        "waiting": queries.waiting(username, code),
        "days": queries.TEAM_FIRST.days,
        "section": "live",
    }
    return render(request, "questions/questions.html", context)


@require_POST
@login_required
def answer_question(request: HttpRequest, number: int) -> HttpResponse:
    """Keep an answer of those entitled to the team, or to the whole council once it may see it; to
    a question of no one team also of the service's managers."""
    question = Question.objects.filter(pk=number, gone_at__isnull=True).first()
    username = request.user.get_username()
    if question is None:
        raise Http404
    able = ["", question.team or question.service]
    mine = Entitlement.objects.filter(
        username=username, authority=question.authority, unit__in=able
    )
    if not mine.exists() or question not in queries.visible(username, question.authority):
        raise PermissionDenied
    try:
        answer(question=question, text=request.POST.get("answer", ""), by=username)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("live_questions", question.authority)
