"""The only place that sets or ends a target: one transaction, audited, nothing overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction
from django.utils import timezone

from almoner.casework.audit import audited
from almoner.casework.models import Definition
from almoner.casework.queries import the_authority, units
from almoner.catalogue.published import published_indicators
from almoner.improvement.models import SetBy, Target
from almoner.reference.areas import areas
from almoner.reference.language import _
from almoner.reference.period import Period
from almoner.reference.refusal import Refusal
from almoner.signals.targets import Side
from almoner.signals.targets import Target as Ends


class Audited(StrEnum):
    """The short codes of what is audited here."""

    TARGET_SET = "target.set"
    TARGET_ENDED = "target.ended"


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A target as somebody would have it; see `models.Target` for its fields."""

    indicator: str
    place: str
    authority: str = ""
    whose: SetBy = SetBy.LOCAL
    side: Side
    low: float | None = None
    high: float | None = None
    acceptable: float | None = None
    first_period: str
    last_period: str = ""
    reason: str
    source: str = ""

    def ends(self) -> Ends:
        """The target as `signals` reads it. Raises Refusal where its parts do not fit."""
        return ends_of(self.side, self.low, self.high, self.acceptable)


def ends_of(
    side: Side, low: float | None, high: float | None, acceptable: float | None = None
) -> Ends:
    """A side and its ends as a target. Raises Refusal where an end is missing or out of place."""
    if side is Side.RANGE:
        if low is None or high is None:
            raise Refusal(_("a range has two ends"), column="low" if low is None else "high")
        if acceptable is not None:
            raise Refusal(_("a range has no acceptable level"), column="acceptable")
        return Ends.between(low, high)
    mine, others = ("low", "high") if side is Side.FLOOR else ("high", "low")
    value, other = (low, high) if side is Side.FLOOR else (high, low)
    if value is None or other is not None:
        raise Refusal(
            _("a floor has a low end only, and a ceiling a high end only"),
            column=mine if value is None else others,
        )
    return Ends.of(side, value, acceptable=acceptable)


def set_target(*, proposal: Proposal, by: str) -> Target:
    """Keep a target; one of the same place, indicator, owner and first period is ended by it."""
    return set_targets(proposals=[proposal], by=by)[0]


def set_targets(*, proposals: Sequence[Proposal], by: str) -> list[Target]:
    """Keep these targets, all or none. Raises Refusal, `row` its place among them (from 1)."""
    if not by.strip():
        raise Refusal(_("a target needs to say who set it"), column="by")
    with transaction.atomic():
        made = []
        for place, proposal in enumerate(proposals, start=1):
            try:
                made.append(_kept(proposal, by))
            except Refusal as refusal:
                refusal.row = place if len(proposals) > 1 else None
                raise
    return made


def end_target(*, target: Target, because: str, by: str) -> None:
    """End a target: it stays readable, with who ended it and why."""
    if not because.strip() or not by.strip():
        raise Refusal(_("a target is ended by somebody, for a reason"), column="because")
    with transaction.atomic():
        standing = Target.objects.select_for_update().get(pk=target.pk)
        if standing.ended_at is not None:
            raise Refusal(_("the target was ended before"), found=str(standing))
        _end(standing, because, by)


def _kept(proposal: Proposal, by: str) -> Target:
    _check(proposal)
    same = Target.objects.select_for_update().filter(
        authority=proposal.authority,
        place=proposal.place,
        indicator=proposal.indicator,
        whose=proposal.whose,
        first_period=proposal.first_period,
        ended_at__isnull=True,
    )
    for former in same:
        _end(former, _("replaced: {reason}").format(reason=proposal.reason), by)
    made = Target.objects.create(
        **{name: getattr(proposal, name) for name in proposal.__dataclass_fields__},
        set_at=timezone.now(),
        set_by=by,
    )
    _audit(Audited.TARGET_SET, made, by)
    return made


def _check(proposal: Proposal) -> None:
    _known(proposal)
    proposal.ends()
    first = Period.from_code(proposal.first_period)
    if proposal.last_period and Period.from_code(proposal.last_period).end < first.end:
        raise Refusal(
            _("the last period is before the first"),
            column="last_period",
            found=proposal.last_period,
        )
    if not proposal.reason.strip():
        raise Refusal(_("a target needs a reason"), column="reason")


def _known(proposal: Proposal) -> None:
    """Refuses an indicator or a place that nothing is known of: a slip would go unseen."""
    code = proposal.indicator
    if code not in published_indicators() and not Definition.objects.filter(code=code).exists():
        raise Refusal(
            _("there is no such indicator"),
            column="indicator", found=code, expected=_("a code that `almoner indicators` lists"),
        )  # fmt: skip
    if not proposal.authority:
        areas().get(proposal.place)
        return
    known = {one.code for one in units(the_authority(proposal.authority))}
    if proposal.place not in known:
        raise Refusal(
            _("the authority has no such team or place"),
            column="place", found=proposal.place, expected=", ".join(sorted(known)[:8]),
        )  # fmt: skip


def _end(target: Target, because: str, by: str) -> None:
    target.ended_at, target.ended_by, target.ended_because = timezone.now(), by, because
    target.save(update_fields=["ended_at", "ended_by", "ended_because"])
    _audit(Audited.TARGET_ENDED, target, by)


def _audit(action: Audited, target: Target, by: str) -> None:
    subject = f"{target.indicator} {target.place}"
    audited(action, by=by, authority=target.authority, subject=subject, target=target.pk)
