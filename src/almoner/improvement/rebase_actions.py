"""Rebases: accepted or declined by a person, with a reason; ended, and nothing overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction
from django.utils import timezone

from almoner.casework.audit import audited
from almoner.casework.models import LiveValue
from almoner.measurements.models import Rebase
from almoner.measurements.queries import history, one_series
from almoner.measurements.rebasing import read_afresh
from almoner.reference.language import _
from almoner.reference.refusal import Refusal


class Audited(StrEnum):
    """The short codes of what is audited here."""

    ACCEPTED = "rebase.accepted"
    DECLINED = "rebase.declined"
    ENDED = "rebase.ended"


class ProposedBy(StrEnum):
    """Whose idea a rebase was."""

    PERSON = "person"
    STABLE_SHIFT = "stable_shift"


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A period from which a series would have limits of its own; see `Rebase` for its fields."""

    indicator: str
    area: str
    authority: str = ""
    breakdown: str = ""
    period: str
    proposed_by: ProposedBy = ProposedBy.PERSON
    evidence: str = ""


def accept_rebase(*, proposal: Proposal, reason: str, by: str) -> Rebase:
    """Compute the limits of a series afresh from a period on, for a reason."""
    return _keep(proposal, reason, by, is_accepted=True)


def decline_rebase(*, proposal: Proposal, reason: str, by: str) -> Rebase:
    """Keep that a proposal was declined, so that it is not made again."""
    return _keep(proposal, reason, by, is_accepted=False)


def end_rebase(*, rebase: Rebase, because: str, by: str) -> None:
    """End a rebase, or take back that a proposal was declined; it stays readable."""
    if not because.strip() or not by.strip():
        raise Refusal(_("a rebase is ended by somebody, for a reason"), column="because")
    with transaction.atomic():
        standing = Rebase.objects.select_for_update().get(pk=rebase.pk)
        if standing.ended_at is not None:
            raise Refusal(_("the rebase was ended before"), found=str(standing))
        standing.ended_at, standing.ended_by = timezone.now(), by
        standing.ended_because = because
        standing.save(update_fields=["ended_at", "ended_by", "ended_because"])
        _tell(Audited.ENDED, standing, by)


def _keep(proposal: Proposal, reason: str, by: str, *, is_accepted: bool) -> Rebase:
    if not reason.strip() or not by.strip():
        raise Refusal(_("a rebase needs somebody and a reason"), column="reason")
    known = _periods(proposal)
    if proposal.period not in known[1:]:
        raise Refusal(
            _("the series has no such period, or begins with it"),
            column="period", found=proposal.period, expected=", ".join(known[-12:]),
        )  # fmt: skip
    fields = {name: getattr(proposal, name) for name in proposal.__dataclass_fields__}
    key = {name: fields[name] for name in ("authority", "area", "indicator", "breakdown", "period")}
    with transaction.atomic():
        if Rebase.objects.filter(**key, ended_at__isnull=True).exists():
            raise Refusal(_("this period was decided on before: end that first"), column="period")
        made = Rebase.objects.create(
            **fields, reason=reason, is_accepted=is_accepted, set_at=timezone.now(), set_by=by
        )
        _tell(Audited.ACCEPTED if is_accepted else Audited.DECLINED, made, by)
    return made


def _periods(proposal: Proposal) -> list[str]:
    """The periods of the series, in order. Refuses a series that does not exist."""
    if proposal.authority:
        found = LiveValue.objects.filter(
            authority=proposal.authority, unit=proposal.area, indicator=proposal.indicator,
            breakdown=proposal.breakdown, period__startswith=proposal.period[:1],
        )  # fmt: skip
        known = sorted(found.values_list("period", flat=True))
    else:
        series = one_series(proposal.indicator, proposal.area, proposal.breakdown)
        known = history(series).periods if series else []
    if not known:
        raise Refusal(
            _("there is no such series"),
            column="indicator", found=f"{proposal.indicator} {proposal.area}",
        )  # fmt: skip
    return known


def _tell(action: Audited, rebase: Rebase, by: str) -> None:
    if not rebase.authority:
        read_afresh(indicator=rebase.indicator, area=rebase.area, breakdown=rebase.breakdown)
    subject = f"{rebase.indicator} {rebase.area}"
    audited(action, by=by, authority=rebase.authority, subject=subject, rebase=rebase.pk,
            period=rebase.period)  # fmt: skip
