"""Audits, cases and what is due, as pages list them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from almoner.casework.models import Authority
from almoner.casework.queries import units
from almoner.casework.words import words_of
from almoner.improvement.audits.models import Answer, Audit, Case
from almoner.improvement.audits.queries import Due
from almoner.reference.period import Period


@dataclass(frozen=True)
class DueLine:
    """One schedule and when it is due."""

    due: Due
    title: str
    unit: str
    words: str
    tone: str


@dataclass(frozen=True)
class AuditLine:
    """One audit and how far it is."""

    audit: Audit
    title: str
    unit: str
    period: str
    answered: int
    cases: int


@dataclass(frozen=True)
class CaseLine:
    """One case; what the record says only where it may be shown."""

    case: Case
    found: str
    recorded: str
    wrong: bool


def due_lines(found: Sequence[Due]) -> list[DueLine]:
    """What is due, as it is listed."""
    titles = _titles([one.schedule.indicator for one in found])
    names = _names({one.schedule.authority for one in found})
    return [
        DueLine(
            one, titles.get(one.schedule.indicator, one.schedule.indicator),
            names.get((one.schedule.authority, one.schedule.unit), one.schedule.unit),
            *_how_late(one.days_late),
        )
        for one in found
    ]  # fmt: skip


def _how_late(days: int) -> tuple[str, str]:
    if days > 0:
        words = ngettext("%(days)s day overdue", "%(days)s days overdue", days)
        return words % {"days": days}, "red"
    if days == 0:
        return _("Due today"), "yellow"
    words = ngettext("Due in %(days)s day", "Due in %(days)s days", -days)
    return words % {"days": -days}, "grey"


def audit_lines(found: Sequence[Audit]) -> list[AuditLine]:
    """Audits as they are listed."""
    titles = _titles([one.indicator for one in found])
    names = _names({one.authority for one in found})
    done: dict[int, list[bool]] = {}
    for number, answer in Case.objects.filter(audit__in=found).values_list("audit", "found"):
        done.setdefault(number, []).append(bool(answer))
    return [
        AuditLine(
            one, titles.get(one.indicator, one.indicator),
            names.get((one.authority, one.unit), one.unit), Period.from_code(one.period).label,
            sum(done.get(one.pk, [])), len(done.get(one.pk, [])),
        )
        for one in found
    ]  # fmt: skip


def case_lines(cases: Sequence[Case], *, show: bool) -> list[CaseLine]:
    """Cases as they are listed; with `show`, beside what the record says."""
    return [
        CaseLine(
            one, _said(one.found, one.found_number),
            _said(one.recorded, one.recorded_number) if show else "", show and one.wrong,
        )
        for one in cases
    ]  # fmt: skip


def _said(answer: str, number: float | None) -> str:
    if not answer:
        return ""
    words = Answer(answer).words
    return words if number is None else f"{words}: {number:g}"


def _titles(codes: Sequence[str]) -> dict[str, str]:
    return {code: one.title for code, one in words_of(codes).items()}


def _names(authorities: set[str]) -> dict[tuple[str, str], str]:
    return {
        (authority.code, unit.code): unit.name
        for authority in Authority.objects.filter(code__in=authorities)
        for unit in units(authority)
    }
