"""What a reading says, in a sentence that a committee understands.

Polarity is respected: where neither direction is better, nothing is called good or bad.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from almoner.reference.language import _, ngettext
from almoner.signals.batch import SeriesBatch
from almoner.signals.process_reading import ProcessReading
from almoner.signals.special_causes import COMMON, OUTSIDE, SHIFT, TREND, TWO_OF_THREE
from almoner.signals.targets import Assurance


class Finding(NamedTuple):
    """One statement about a series: its sentence; good (1), bad (-1) or neither (0)."""

    sentence: str
    judged: int


def variation(kind: int, direction: int, improvement: int) -> Finding:
    """What the last point of a process chart says, from its kind and direction by the rules."""
    if kind < 0:
        return Finding(_("There is no value yet."), 0)
    if kind == COMMON:
        return Finding(
            _("Nothing has changed: the latest figure is what this process ordinarily produces."), 0
        )
    up = direction > 0
    sentence = {
        OUTSIDE: (
            _("The latest figure is higher than this process ordinarily produces."),
            _("The latest figure is lower than this process ordinarily produces."),
        ),
        TREND: (
            _("The figure has risen seven times running, which chance seldom does."),
            _("The figure has fallen seven times running, which chance seldom does."),
        ),
        TWO_OF_THREE: (
            _("The latest figures are unusually high, close to the limit of what is ordinary."),
            _("The latest figures are unusually low, close to the limit of what is ordinary."),
        ),
        SHIFT: (
            _("The last seven figures or more are all above the average: the level has moved."),
            _("The last seven figures or more are all below the average: the level has moved."),
        ),
    }[kind][0 if up else 1]
    judged = direction * improvement
    verdict = {
        1: _("This is an improvement."),
        -1: _("This is a cause for concern."),
        0: _("Whether this is good or bad depends on the reason."),
    }[judged]
    return Finding(f"{sentence} {verdict}", judged)


def assurance(found: Assurance) -> str:
    """Whether the process, unchanged, will meet its target."""
    return {
        Assurance.ALWAYS: _("Unchanged, this process will meet its target nearly every time."),
        Assurance.SOMETIMES: _(
            "Unchanged, this process will sometimes meet its target and sometimes miss it, "
            "by chance alone."
        ),
        Assurance.NEVER: _(
            "Unchanged, this process will hardly ever meet its target: it has to be redesigned."
        ),
        Assurance.UNKNOWN: _("There are too few figures to say whether the target will be met."),
    }[found]


def change(by: float, periods_ago: int, improvement: int, *, unit: str, decimals: int) -> Finding:
    """How far the figure moved since the last one, `periods_ago` periods before."""
    if np.isnan(by):
        return Finding(_("There is no earlier figure to compare with."), 0)
    size = f"{abs(round(by, decimals)):.{decimals}f}{unit}"
    if float(f"{by:.{decimals}f}") == 0:
        return Finding(_("Unchanged since the last figure."), 0)
    words = (
        _("Up {size} since the last figure") if by > 0 else _("Down {size} since the last figure")
    )
    sentence = words.format(size=size)
    if periods_ago > 1:
        sentence += " " + ngettext("({n} period ago)", "({n} periods ago)", periods_ago).format(
            n=periods_ago
        )
    judged = int(np.sign(by)) * improvement
    verdict = {1: _(", which is better."), -1: _(", which is worse."), 0: "."}[judged]
    return Finding(sentence + verdict, judged)


def rank(position: int, of: int, tied: int, polarity: int) -> str:
    """A place's rank in words; where neither direction is better, counted from the highest."""
    if position == 0:
        return _("Not ranked: there is no value.")
    from_where = _("best") if polarity else _("highest")
    words = _("{position} of {of}, where 1 is the {best}").format(
        position=position, of=of, best=from_where
    )
    if tied > 1:
        words += _(", shared by {n}").format(n=tied)
    return words + "."


def standing(code: int, comparator: str) -> str:
    """How a place stands to a comparator, from a code into STANDINGS (-1 for no value)."""
    if code < 0:
        return _("There is nothing to compare.")
    words = (
        _("Similar to {comparator}: the difference may be chance."),
        _("Better than {comparator}, by more than chance."),
        _("Worse than {comparator}, by more than chance."),
        _("Higher than {comparator}, by more than chance."),
        _("Lower than {comparator}, by more than chance."),
        _("Too few cases to compare with {comparator}."),
    )
    return words[code].format(comparator=comparator)


def funnel(side: int, improvement: int, *, adjusted: bool) -> Finding:
    """What a place's position on a funnel says; `side` is 1 above, -1 below, 0 within."""
    allowed = (
        _("chance and the ordinary differences between places allow")
        if adjusted
        else _("chance alone allows")
    )
    if side == 0:
        return Finding(_("No further from the rest than {allowed}.").format(allowed=allowed), 0)
    words = _("Higher than {allowed}.") if side > 0 else _("Lower than {allowed}.")
    question = _("This is a reason to ask, not an answer.")
    return Finding(f"{words.format(allowed=allowed)} {question}", side * improvement)


def method_card(
    batch: SeriesBatch,
    reading: ProcessReading,
    number: int,
    improvement: int = 0,
    possible: tuple[float, float] = (-np.inf, np.inf),
) -> list[str]:
    """How the limits of one series come about, in its own figures, one short line each.

    `possible` is the least and the most that a figure can be: nobody is told of shares past 100.
    """
    span = slice(int(batch.offsets[number]), int(batch.offsets[number + 1]))
    values, group = batch.values[span], reading.group[span]
    seen = np.flatnonzero(~np.isnan(values))
    if not len(seen):
        return [_("There are no figures.")]
    last = seen[-1]
    inside = seen[group[seen] == group[last]]
    limits = reading.limits
    mean, upper = (float(line[span][last]) for line in (limits.mean, limits.upper))
    first = (
        _("{n} figures since the limits were last computed afresh; their mean is {mean:.1f}.")
        if group[last] > 0
        else _("{n} figures; their mean is {mean:.1f}.")
    )
    lines = [first.format(n=len(inside), mean=mean)]
    if np.isnan(upper):
        return [*lines, _("They do not vary enough, or are too few, to set limits.")]
    spread = (upper - mean) / 2.66
    lines += [
        _("From one figure to the next they move by {spread:.1f} on average.").format(
            spread=spread
        ),
        _(
            "2.66 times that is {reach:.1f}: ordinarily a figure lies from {low:.1f} to {high:.1f}."
        ).format(
            reach=upper - mean,
            low=max(2 * mean - upper, possible[0]),
            high=min(upper, possible[1]),
        ),
        _("The latest figure is {value:.1f}.").format(value=values[last]),
        variation(
            int(reading.kind[span][last]), int(reading.direction[span][last]), improvement
        ).sentence,
    ]
    return lines
