"""Better, similar or worse than a reference: by interval, never by rank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from almoner.catalogue.published import Polarity, PublishedIndicator
from almoner.dashboards.figures import is_count
from almoner.dashboards.presenters.intervals import Bounds, NoInterval, intervals, why_none
from almoner.dashboards.spreads import Held


class Verdict(StrEnum):
    """What the interval says of a figure beside its reference."""

    BETTER = "better"
    SIMILAR = "similar"
    WORSE = "worse"
    HIGHER = "higher"
    LOWER = "lower"
    NOT_COMPARED = "not-compared"
    REFERENCE = "reference"

    @property
    def words(self) -> Promise:
        """The verdict in one or two words."""
        return VERDICT_WORDS[self]


VERDICT_WORDS: dict[Verdict, Promise] = {
    Verdict.BETTER: _("better"),
    Verdict.SIMILAR: _("similar"),
    Verdict.WORSE: _("worse"),
    Verdict.HIGHER: _("higher"),
    Verdict.LOWER: _("lower"),
    Verdict.NOT_COMPARED: _("not compared"),
    Verdict.REFERENCE: _("reference"),
}


@dataclass(frozen=True)
class Judged:
    """A verdict, the interval that it rests on, and the reason where there is none."""

    verdict: Verdict
    bounds: Bounds = None
    why_not: Promise | str = ""


def judged(
    figures: Sequence[Held],
    entry: PublishedIndicator,
    reference: float | None,
    *,
    reference_place: int | None = None,
) -> list[Judged]:
    """Each figure beside the reference, a value without chance of its own.

    Where `reference_place` says which of the figures is the reference, that one's interval counts
    as well: two councils differ where their intervals do not overlap.
    """
    if is_count(entry):
        return [Judged(Verdict.NOT_COMPARED, why_not=COUNT) for _figure in figures]
    bounds = intervals(figures, entry)
    around: Bounds = None if reference is None else (reference, reference)
    if reference_place is not None:
        around = bounds[reference_place]
    found = [
        _judge(one, interval, around, entry) for one, interval in zip(figures, bounds, strict=True)
    ]
    if reference_place is not None:
        found[reference_place] = Judged(Verdict.REFERENCE, bounds[reference_place])
    return found


COUNT = _("a count, which says how large the council is")
NO_REFERENCE = _("nothing to compare it with")


def _judge(one: Held, bounds: Bounds, around: Bounds, entry: PublishedIndicator) -> Judged:
    reason = why_none(one, entry)
    if reason is not None:
        why_not = "" if reason is NoInterval.NO_VALUE else reason.words
        return Judged(Verdict.NOT_COMPARED, why_not=why_not)
    if around is None or bounds is None:
        return Judged(Verdict.NOT_COMPARED, bounds, NO_REFERENCE)
    return Judged(_verdict(bounds, around, entry.polarity), bounds)


def _verdict(bounds: tuple[float, float], around: tuple[float, float], good: Polarity) -> Verdict:
    if bounds[0] > around[1]:
        side = Verdict.HIGHER
    elif bounds[1] < around[0]:
        side = Verdict.LOWER
    else:
        return Verdict.SIMILAR
    if good in {Polarity.NONE, Polarity.RANGE}:
        return side
    return (
        Verdict.BETTER if (side is Verdict.HIGHER) == (good is Polarity.HIGHER) else Verdict.WORSE
    )
