"""Rebases in words: what stands and why, what is proposed and on what evidence, the history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from almoner.catalogue.published import PublishedIndicator
from almoner.dashboards.figures import in_unit, number
from almoner.dashboards.presenters.shown import Shown
from almoner.dashboards.presenters.tile import period_words
from almoner.dashboards.proposing import Proposed, proposed
from almoner.improvement.rebase_actions import ProposedBy
from almoner.measurements.models import Rebase


@dataclass(frozen=True)
class StandingRow:
    """One rebase that stands, or one proposal that was declined."""

    number: int
    sentence: str
    reason: str
    said: str
    is_accepted: bool


@dataclass(frozen=True)
class ProposalRow:
    """One new level that the method proposes."""

    period: str
    period_words: str
    sentence: str
    evidence: list[str]


@dataclass(frozen=True)
class Levels:
    """All that is said of the levels of one series."""

    standing: list[StandingRow]
    declined: list[StandingRow]
    proposals: list[ProposalRow]

    def __bool__(self) -> bool:
        """Whether readers have to be told anything."""
        return bool(self.standing or self.proposals)


def levels_of(subject: Shown) -> Levels:
    """What stands and what is proposed of a series, the latest first."""
    rows = [_standing(one) for one in subject.rebases]
    return Levels(
        standing=[one for one in rows if one.is_accepted],
        declined=[one for one in rows if not one.is_accepted],
        proposals=[_proposal(subject.entry, one) for one in proposed(subject)],
    )


def _standing(one: Rebase) -> StandingRow:
    words = (
        _("The limits are computed afresh from %(period)s.")
        if one.is_accepted
        else _("A new level from %(period)s was proposed and declined.")
    )
    since = period_words(one.period)
    return StandingRow(one.pk, words % {"period": since}, one.reason, _said(one), one.is_accepted)


def _said(one: Rebase) -> str:
    words = (
        _("Decided by %(who)s on %(day)s, as the Stable Shift method proposed.")
        if one.proposed_by == ProposedBy.STABLE_SHIFT and one.is_accepted
        else _("Decided by %(who)s on %(day)s.")
    )
    return words % {"who": one.set_by, "day": date_format(one.set_at, "j F Y")}


def _proposal(entry: PublishedIndicator, one: Proposed) -> ProposalRow:
    level, since = one.level, period_words(one.period)
    sentence = _(
        "The process seems to have settled at a new level since %(since)s: %(after)s on average "
        "over %(n_after)s figures, after %(before)s over the %(n_before)s before."
    ) % {
        "since": since,
        "after": in_unit(level.after, entry),
        "before": in_unit(level.before, entry),
        "n_after": level.n_after,
        "n_before": level.n_before,
    }
    return ProposalRow(one.period, since, sentence, _evidence(entry, one))


def _evidence(entry: PublishedIndicator, one: Proposed) -> list[str]:
    level = one.level
    lines = [
        _(
            "Eight figures or more in a row lay on one side of the level before, and among the "
            "twenty-one from then on no run goes back (the Stable Shift method)."
        ),
        _("The level moved by %(moved)s; before, one figure differed from the next by %(spread)s.")
        % {
            "moved": in_unit(abs(level.after - level.before), entry, more=1).text,
            "spread": in_unit(level.spread, entry, more=1).text,
        },
    ]
    if one.has_season:
        lines.append(_("The time of year is taken out."))
    if level.wanders:
        lines.append(
            _(
                "Each figure follows the one before (correlation %(memory)s): such a "
                "series may wander to a level and leave it again."
            )
            % {"memory": number(level.memory, 1)}
        )
    return lines


def evidence_words(row: ProposalRow) -> str:
    """What is kept with a decision on a proposal."""
    return " ".join([row.sentence, *row.evidence])


@dataclass(frozen=True)
class SaidRow:
    """One decision in the history."""

    period: str
    decision: str
    reason: str
    said: str


def history_rows(past: Sequence[Rebase]) -> list[SaidRow]:
    """Every decision ever made of a series, with who ended it and why."""
    return [_past(one) for one in past]


def _past(one: Rebase) -> SaidRow:
    said = f"{_said(one)} {one.evidence}".strip()
    if one.ended_at:
        said += " " + _("Ended by %(who)s on %(day)s: %(why)s") % {
            "who": one.ended_by,
            "day": date_format(one.ended_at, "j F Y"),
            "why": one.ended_because,
        }
    decision = _("New limits") if one.is_accepted else _("Declined")
    return SaidRow(period_words(one.period), decision, one.reason, said)
