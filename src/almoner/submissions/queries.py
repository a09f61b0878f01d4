"""What the pages read of submissions and their findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from almoner.submissions.access import Scope
from almoner.submissions.models import Checker, Finding, Reply, RuleTotal, Submission, Work

_SILENT_AFTER = timedelta(seconds=15)

ORDERS = {
    "rule": ("rule", "child", "table", "row"),
    "child": ("child", "table", "row", "rule"),
    "severity": ("severity", "rule", "child", "row"),
    "team": ("team", "child", "rule", "row"),
    "table": ("table", "row", "rule"),
}
"""Ways to sort findings, by the word that the address has."""


@dataclass(frozen=True)
class Asked:
    """What the reader asked of the list of findings; "" is anything."""

    search: str = ""
    rule: str = ""
    severity: str = ""
    table: str = ""
    team: str = ""
    said: str = ""
    only: str = ""
    sort: str = "rule"


def submissions(authorities: Sequence[str]) -> QuerySet[Submission]:
    """Submissions of these authorities, the newest first."""
    return Submission.objects.filter(authority__in=authorities).order_by("-pk")


def latest_work(submission: Submission) -> Work | None:
    """What was last asked of the checker."""
    return Work.objects.filter(submission=submission).order_by("-pk").first()


def works_of(found: Sequence[Submission]) -> dict[int, Work]:
    """Submission to what was last asked of the checker."""
    rows = Work.objects.filter(submission__in=found).order_by("pk")
    return {row.submission_id: row for row in rows}


def checker_runs() -> bool:
    """Whether a checker is there to do what is asked."""
    return Checker.objects.filter(beat_at__gt=timezone.now() - _SILENT_AFTER).exists()


def seen(submission: Submission, scope: Scope) -> QuerySet[Finding]:
    """The findings of a submission that a user may see."""
    found = Finding.objects.filter(submission=submission)
    return found if scope.teams is None else found.filter(team__in=scope.teams)


def findings(submission: Submission, scope: Scope, asked: Asked) -> QuerySet[Finding]:
    """The findings that were asked for, sorted."""
    found = seen(submission, scope)
    for name in ("rule", "severity", "table"):
        if getattr(asked, name):
            found = found.filter(**{name: getattr(asked, name)})
    if asked.team:
        found = found.filter(team="" if asked.team == "none" else asked.team)
    if asked.said:
        found = _said(found, asked.said)
    if asked.only == "new":
        found = found.filter(is_new=True)
    for word in asked.search.split()[:6]:
        found = found.filter(
            Q(child__icontains=word) | Q(rule__iexact=word) | Q(message__icontains=word)
            | Q(values__icontains=word) | Q(fields__icontains=word)
        )  # fmt: skip
    return found.order_by(*ORDERS.get(asked.sort, ORDERS["rule"]), "pk")


def _said(found: QuerySet[Finding], said: str) -> QuerySet[Finding]:
    if said == "nothing":
        return found.filter(reply=None)
    return found.filter(reply__kind=said)


def gone(submission: Submission, scope: Scope) -> QuerySet[Finding]:
    """Findings of the submission before that are not found in this one."""
    if submission.compared_with is None:
        return Finding.objects.none()
    before = Submission.objects.filter(pk=submission.compared_with).first()
    if before is None:
        return Finding.objects.none()
    here = Finding.objects.filter(submission=submission, fingerprint=OuterRef("fingerprint"))
    return seen(before, scope).filter(~Exists(here)).order_by("rule", "child", "row", "pk")


def by_rule(found: QuerySet[Finding]) -> list[dict[str, Any]]:
    """Findings counted by rule, most first, with how many have no reply."""
    grouped = found.order_by().values("rule", "severity", "message")
    return list(_counted(grouped).order_by("-number", "rule"))


def by_child(found: QuerySet[Finding]) -> QuerySet[Any]:
    """Findings counted by child (and team), most first."""
    return _counted(found.order_by().values("child", "team")).order_by("-number", "child")


def by_team(found: QuerySet[Finding]) -> list[dict[str, Any]]:
    """Findings counted by team, most first."""
    return list(_counted(found.order_by().values("team")).order_by("-number", "team"))


def _counted(grouped: Any) -> Any:
    return grouped.annotate(
        number=Count("pk"),
        children=Count("child", distinct=True),
        unsaid=Count("pk", filter=Q(reply=None)),
        errors=Count("pk", filter=Q(severity="error")),
    )


def choices(submission: Submission, scope: Scope) -> dict[str, list[str]]:
    """The rules, severities, tables and teams that there are to choose from."""
    found = seen(submission, scope).order_by()
    return {
        name: sorted(found.values_list(name, flat=True).distinct())
        for name in ("rule", "severity", "table", "team")
    }


def replies_of(finding: Finding) -> list[Reply]:
    """All that was ever said of a finding, the newest first."""
    submission = finding.submission
    found = Reply.objects.filter(
        authority=submission.authority, return_code=submission.return_code,
        year=submission.year, fingerprint=finding.fingerprint,
    )  # fmt: skip
    return list(found.order_by("-pk"))


@dataclass(frozen=True)
class Point:
    """One checked submission of a series, with its totals by rule."""

    submission: Submission
    totals: dict[str, int]


def series(submission: Submission) -> list[Point]:
    """Every checked submission of the same return and year, the first first."""
    alike = Submission.objects.filter(
        authority=submission.authority, return_code=submission.return_code, year=submission.year
    ).exclude(checked_at=None)
    found = list(alike.order_by("pk"))
    totals: dict[int, dict[str, int]] = {one.pk: {} for one in found}
    for row in RuleTotal.objects.filter(submission__in=found):
        counted = totals[row.submission_id]
        counted[row.rule] = counted.get(row.rule, 0) + row.findings
    return [Point(one, totals[one.pk]) for one in found]


def rules_named(submission: Submission) -> dict[str, tuple[str, str]]:
    """Rule to its severity and message, of every rule that found anything in the series."""
    found = RuleTotal.objects.filter(
        submission__authority=submission.authority,
        submission__return_code=submission.return_code, submission__year=submission.year,
    ).order_by("pk")  # fmt: skip
    return {row.rule: (row.severity, row.message) for row in found}
