"""Targets in words: which stand, whether the latest figure meets them, whether the process will."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from almoner.catalogue.published import Polarity, PublishedIndicator
from almoner.dashboards.figures import in_unit, number
from almoner.dashboards.presenters.tile import period_words
from almoner.improvement.models import Target
from almoner.improvement.target_queries import Standing, bands_of, ends
from almoner.measurements.history import History

if TYPE_CHECKING:
    from almoner.signals.targets import Target as Ends


@dataclass(frozen=True)
class TargetRow:
    """One target that stands for the latest period; `tone` is of the latest figure beside it."""

    number: int
    whose: str
    target: str
    acceptable: str
    since: str
    reason: str
    source: str
    set_by: str
    set_on: str
    met: str
    tone: str
    will: str
    chance: str


def whose_words() -> dict[str, str]:
    """Whose targets there are."""
    return {"national": _("National"), "local": _("Local"), "team": _("The team’s own")}


def target_rows(entry: PublishedIndicator, held: History, standing: Standing) -> list[TargetRow]:
    """The targets that hold for the latest figure, the nearest to the work first."""
    latest = latest_place(held)
    if latest is None:
        return []
    return [_row(entry, held, latest, one) for one in standing.all_at(held.periods[latest])]


@dataclass(frozen=True)
class PastRow:
    """One target ever set, as it stands in the history."""

    whose: str
    target: str
    periods: str
    reason: str
    said: str


def past_rows(entry: PublishedIndicator, past: list[Target]) -> list[PastRow]:
    """Every target ever set, the latest first, with who set and who ended it."""
    return [_past_row(entry, one) for one in past]


def _past_row(entry: PublishedIndicator, target: Target) -> PastRow:
    goal = ends(target)
    said = _("Set by %(who)s on %(day)s") % {
        "who": target.set_by,
        "day": date_format(target.set_at, "j F Y"),
    }
    if target.ended_at:
        said += ". " + _("Ended by %(who)s on %(day)s: %(why)s") % {
            "who": target.ended_by,
            "day": date_format(target.ended_at, "j F Y"),
            "why": target.ended_because,
        }
    periods = _("from %(first)s") % {"first": period_words(target.first_period)}
    if target.last_period:
        periods += " " + _("to %(last)s") % {"last": period_words(target.last_period)}
    return PastRow(
        whose_words()[target.whose], goal_words(entry, goal.low, goal.high), periods,
        target.reason, said,
    )  # fmt: skip


def latest_place(held: History) -> int | None:
    """Position of the last period that has a value."""
    known = [place for place, value in enumerate(held.values) if value is not None]
    return known[-1] if known else None


def _row(entry: PublishedIndicator, held: History, latest: int, target: Target) -> TargetRow:
    goal, value = ends(target), held.values[latest]
    assert value is not None
    met, tone = _met(int(goal.standing(np.array([value]))[0]), target)
    will, chance = _prospects(held, goal)
    return TargetRow(
        number=target.pk,
        whose=whose_words()[target.whose],
        target=goal_words(entry, goal.low, goal.high),
        acceptable="" if target.acceptable is None else str(in_unit(target.acceptable, entry)),
        since=period_words(target.first_period),
        reason=target.reason,
        source=target.source,
        set_by=target.set_by,
        set_on=date_format(target.set_at, "j F Y"),
        met=met,
        tone=tone,
        will=will,
        chance=chance,
    )


def _met(standing: int, target: Target) -> tuple[str, str]:
    if standing == 2:
        return _("The latest figure meets it"), "improvement"
    if standing == 1:
        return _("The latest figure is acceptable, but short of the aim"), "none"
    if target.acceptable is not None:
        return _("The latest figure is below the acceptable level"), "concern"
    return _("The latest figure misses it"), "concern"


def _prospects(held: History, goal: Ends) -> tuple[str, str]:
    """Whether the process, unchanged, meets a target; and how likely the next figure does."""
    from almoner.signals.words import assurance

    limits = last_limits(held)
    if limits is None:
        return "", ""
    mean, lower, upper = limits
    chance = goal.chance(mean, (upper - mean) / 3)
    return assurance(goal.assurance(lower, upper)), chance_in_words(chance)


def tried(entry: PublishedIndicator, held: History, typed: float | None) -> list[str]:
    """The same of a target that the reader tries, or of the range that the definition names."""
    from almoner.signals.targets import Side, Target

    if last_limits(held) is None:
        return []
    if entry.polarity is Polarity.RANGE and entry.range_low is not None:
        goal = Target.between(entry.range_low, entry.range_high or 0.0)
    elif typed is not None and entry.polarity.improvement:
        side = Side.FLOOR if entry.polarity.improvement > 0 else Side.CEILING
        goal = Target.of(side, typed)
    else:
        return []
    will, chance = _prospects(held, goal)
    return [
        _("Target: %(target)s.") % {"target": goal_words(entry, goal.low, goal.high)},
        will,
        _("The probability that the next figure meets it, if nothing changes: %(chance)s.")
        % {"chance": chance},
    ]


def band_words(entry: PublishedIndicator, held: History) -> str:
    """The band that the latest figure is placed in, with its edition; "" where there are none."""
    from almoner.improvement.target_queries import as_bands

    latest = latest_place(held)
    scheme = bands_of(entry.code, held.periods[latest]) if latest is not None else None
    value = held.values[latest] if latest is not None else None
    if scheme is None or value is None:
        return ""
    found = int(as_bands(scheme).place([value])[0])
    side = scheme.sides[found] if scheme.sides else ""
    too = {"low": _(" (too low)"), "high": _(" (too high)")}.get(side, "")
    return _("%(band)s%(side)s, by the bands of %(edition)s") % {
        "band": scheme.labels[found],
        "side": too,
        "edition": scheme.edition,
    }


def has_limits(held: History) -> bool:
    """Whether process limits could be set."""
    return any(one is not None for one in held.upper)


def last_limits(held: History) -> tuple[float, float, float] | None:
    """The mean and the limits of the last period that has them."""
    for mean, lower, upper in zip(held.mean[::-1], held.lower[::-1], held.upper[::-1], strict=True):
        if mean is not None and lower is not None and upper is not None:
            return mean, lower, upper
    return None


def chance_in_words(chance: float) -> str:
    """A probability as a percentage that never claims to be certain."""
    if chance < 0.01:
        return _("less than 1%")
    if chance > 0.99:
        return _("more than 99%")
    return _("about %(chance)s%%") % {"chance": number(100 * chance, 0)}


def goal_words(entry: PublishedIndicator, low: float, high: float) -> str:
    """A target in the indicator's unit."""
    if math.isinf(high):
        return _("%(value)s or more") % {"value": in_unit(low, entry)}
    if math.isinf(low):
        return _("%(value)s or less") % {"value": in_unit(high, entry)}
    return _("%(low)s to %(high)s") % {"low": in_unit(low, entry), "high": in_unit(high, entry)}
