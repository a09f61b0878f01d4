"""What pages and commands read of audits: their strata, their progress, what is due."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from almoner.improvement.audits.models import Audit, Case, Schedule
from almoner.signals.audit_sample import ErrorRate, Stratum, error_rate


def cases_of(audit: Audit) -> list[Case]:
    """The cases in the order in which they were drawn."""
    return list(Case.objects.filter(audit=audit).order_by("place"))


def strata_of(audit: Audit) -> list[Stratum]:
    """What was found so far, by stratum."""
    answered = [case for case in cases_of(audit) if case.found]
    drawn = Counter(case.stratum for case in answered)
    wrong = Counter(case.stratum for case in answered if case.wrong)
    return [Stratum(size, drawn[name], wrong[name]) for name, size in audit.strata.items()]


def rate_so_far(audit: Audit) -> ErrorRate | None:
    """The error rate of the answered cases; None before the first."""
    strata = strata_of(audit)
    return error_rate(strata) if any(one.drawn for one in strata) else None


def audits_of(authorities: Collection[str]) -> list[Audit]:
    """Audits of these authorities, the newest first."""
    return list(Audit.objects.filter(authority__in=list(authorities)).order_by("-pk")[:200])


@dataclass(frozen=True)
class Due:
    """A schedule, when its next audit is due, and the days since then (negative: to come)."""

    schedule: Schedule
    due_on: date
    days_late: int
    last: Audit | None


def due(authorities: Collection[str], today: date | None = None) -> list[Due]:
    """What is to be audited, the most overdue first."""
    day = today or timezone.localdate()
    standing = Schedule.objects.filter(authority__in=list(authorities), ended_at=None)
    found = [_due(one, day) for one in standing]
    return sorted(found, key=lambda one: (one.due_on, one.schedule.indicator))


def _due(one: Schedule, today: date) -> Due:
    ended = Audit.objects.filter(
        authority=one.authority, unit=one.unit, indicator=one.indicator
    ).exclude(ended_at=None)
    last = ended.order_by("-ended_at").first()
    on = one.first_due_on
    if last is not None and last.ended_at is not None:
        on = max(on, months_after(timezone.localdate(last.ended_at), one.every_months))
    return Due(one, on, (today - on).days, last)


def months_after(day: date, months: int) -> date:
    """The same day of the month, so many months later; its last day where there is no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
