"""The only place that writes audits: one transaction, keyword-only, audited itself."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from almoner.casework.audit import audited
from almoner.casework.quality.actions import keep_audit_result
from almoner.improvement.audits.codes import Audited
from almoner.improvement.audits.frame import Frame, Unit
from almoner.improvement.audits.models import Answer, Audit, Case, Method, Schedule
from almoner.improvement.audits.queries import strata_of
from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.signals.audit_sample import draw, draw_stratified, error_rate

_MOST = 400
_SEEDS = 2**31


def draw_audit(
    *, authority: str, unit: str, indicator: str, period: str, frame: Frame, method: Method,
    size: int, by: str, seed: int | None = None,
) -> Audit:  # fmt: skip
    """Draw a sample and keep it. The same frame, method, size and seed give the same sample.

    Refuses a size that is not 1 to 400, and a second audit of the figure while one is open.
    """
    if not 1 <= size <= _MOST:
        raise Refusal(_("this is no size of a sample"), found=size, expected=f"1-{_MOST}")
    seed = secrets.randbelow(_SEEDS) if seed is None else seed
    strata = _strata(frame, method)
    drawn = _drawn(strata, method, size, seed)
    with transaction.atomic():
        _refuse_second(authority, unit, indicator, period)
        audit = Audit.objects.create(
            authority=authority, unit=unit, indicator=indicator, period=period,
            version=frame.version, method=method.value, size=size, seed=seed,
            strata={name: len(rows) for name, rows in strata.items()}, numbers=frame.numbers,
            drawn_by=by, drawn_at=timezone.now(),
        )  # fmt: skip
        Case.objects.bulk_create(
            _case(audit, place, frame.units[row], method)
            for place, row in enumerate(drawn, start=1)
        )
        audited(Audited.DRAWN, by=by, authority=authority, subject=str(audit.pk),
                indicator=indicator, unit=unit, period=period, seed=seed)  # fmt: skip
    return audit


def _strata(frame: Frame, method: Method) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in sorted(frame.units):
        found.setdefault(frame.units[row].stratum(method), []).append(row)
    return found


def _drawn(strata: dict[str, list[str]], method: Method, size: int, seed: int) -> Sequence[str]:
    if method is Method.RANDOM:
        return draw(strata[""], size, seed)
    return [row for rows in draw_stratified(strata, size, seed).values() for row in rows]


def _refuse_second(authority: str, unit: str, indicator: str, period: str) -> None:
    open_one = Audit.objects.filter(
        authority=authority, unit=unit, indicator=indicator, period=period, ended_at=None
    ).first()
    if open_one is not None:
        raise Refusal(
            _("an audit of this figure is open already"), found=open_one.pk,
            expected=_("end it before another is drawn"),
        )  # fmt: skip


def _case(audit: Audit, place: int, unit: Unit, method: Method) -> Case:
    return Case(
        audit=audit, place=place, row=unit.row, person=unit.person, team=unit.team,
        stratum=unit.stratum(method), recorded=unit.recorded.value, recorded_number=unit.number,
    )  # fmt: skip


def answer_case(
    *, case: Case, found: Answer, by: str, number: float | None = None, note: str = ""
) -> None:
    """Keep what a case was found to be. Refuses it once the audit has ended, and a missing number.

    An answer may be put right until then; what it was before stands in the audit trail.
    """
    if case.audit.numbers and found is Answer.COUNTED and number is None:
        raise Refusal(_("say what number it should add"))
    with transaction.atomic():
        audit = Audit.objects.select_for_update().get(pk=case.audit_id)
        if audit.ended_at is not None:
            raise Refusal(_("this audit has ended"))
        audited(
            Audited.ANSWERED, by=by, authority=audit.authority, subject=case.person or case.row,
            audit=audit.pk, case=case.place, found=found.value, number=number, before=case.found,
        )  # fmt: skip
        kept = number if audit.numbers and found is Answer.COUNTED else None
        Case.objects.filter(pk=case.pk).update(
            found=found.value, found_number=kept, note=note.strip(), answered_by=by,
            answered_at=timezone.now(),
        )  # fmt: skip


def end_audit(*, audit: Audit, by: str) -> Audit:
    """End an audit: its error rate is kept and feeds the grade. Refuses unanswered cases."""
    with transaction.atomic():
        held = Audit.objects.select_for_update().get(pk=audit.pk)
        if held.ended_at is not None:
            raise Refusal(_("this audit has ended"))
        left = Case.objects.filter(audit=held, found="").count()
        if left:
            raise Refusal(_("cases are not answered yet"), found=left)
        found = error_rate(strata_of(held))
        held.ended_at, held.ended_by = timezone.now(), by
        held.error, held.lower, held.upper = found.rate, found.lower, found.upper
        held.save()
        keep_audit_result(
            authority=held.authority, unit=held.unit, indicator=held.indicator,
            ended_on=timezone.localdate(held.ended_at), error=found.rate, lower=found.lower,
            upper=found.upper, cases=Case.objects.filter(audit=held).count(),
        )  # fmt: skip
        audited(Audited.ENDED, by=by, authority=held.authority, subject=str(held.pk),
                error=found.rate)  # fmt: skip
    return held


def schedule(
    *, authority: str, unit: str, indicator: str, every_months: int, who: str,
    first_due_on: date, by: str,
) -> Schedule:  # fmt: skip
    """Say how often a figure is audited and by whom; what was said before ends."""
    if every_months < 1:
        raise Refusal(_("an audit is due every so many months"), found=every_months)
    if not who.strip():
        raise Refusal(_("say who audits it"))
    with transaction.atomic():
        now = timezone.now()
        standing = Schedule.objects.filter(
            authority=authority, unit=unit, indicator=indicator, ended_at=None
        )
        standing.update(ended_at=now, ended_by=by)
        audited(Audited.SCHEDULED, by=by, authority=authority, subject=indicator, unit=unit,
                every_months=every_months, who=who)  # fmt: skip
        return Schedule.objects.create(
            authority=authority, unit=unit, indicator=indicator, every_months=every_months,
            who=who.strip(), first_due_on=first_due_on, set_by=by, set_at=now,
        )  # fmt: skip
