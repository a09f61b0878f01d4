"""Which signals are worth telling somebody, across a whole catalogue.

An alert is new, large enough to matter, and has a next step. The false alarms to be expected in a
year are bounded beforehand, what was told is remembered, and what has one cause is told once.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from almoner.reference.language import _
from almoner.signals.special_causes import COMMON, OUTSIDE, SHIFT, TREND

Key = tuple[str, str, int]
"""Indicator, place, direction."""


@dataclass(frozen=True, slots=True)
class Signal:
    """A special cause at the last point of one series.

    `chance` is how often a steady process would show as much at one point; `size` the distance
    from the mean in standard deviations; `judged` 1 better, -1 worse, 0 neither.
    """

    indicator: str
    place: str
    period: str
    direction: int
    judged: int
    chance: float
    size: float
    next_step: str

    @property
    def key(self) -> Key:
        """What is remembered once it has been told."""
        return (self.indicator, self.place, self.direction)


@dataclass(frozen=True, slots=True)
class Policy:
    """`false_alarms` is how many a year are borne over the whole catalogue; `least_size` how many
    standard deviations matter; `together` how many places make one upstream cause."""

    false_alarms: float = 12.0
    least_size: float = 1.0
    together: int = 3


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing to tell: the signals it stands for, the place it concerns, and the next step."""

    indicator: str
    place: str
    direction: int
    judged: int
    signals: tuple[Signal, ...]
    next_step: str

    @property
    def sentence(self) -> str:
        """What is told."""
        if len(self.signals) == 1:
            return self.next_step
        words = _("{n} places moved together: look for one cause above them first. {step}")
        return words.format(n=len(self.signals), step=self.next_step)


@dataclass(frozen=True, slots=True)
class Decision:
    """What to tell now, what is remembered, and the false alarms to be expected in a year."""

    alerts: tuple[Alert, ...]
    told: frozenset[Key]
    expected_false_alarms: float
    held_back: dict[str, int] = field(default_factory=dict)


def chance_of(kind: int, distance: float, run: int) -> float:
    """How often a steady process shows such a signal at one point.

    `distance` is from the mean in standard deviations; `run` the length of the run it ends.
    Two of three near a limit is held at three pairs of a one-in-forty-six point on one side.
    """
    if kind == COMMON:
        return 1.0
    if kind == OUTSIDE:
        return math.erfc(abs(distance) / math.sqrt(2))
    if kind == TREND:
        return 2 / math.factorial(min(max(run, 7), 20))
    if kind == SHIFT:
        return 2.0 ** (1 - max(run, 7))
    return 2 * 3 * (0.0455 / 2) ** 2


def bar(policy: Policy, series: int, periods_a_year: float) -> float:
    """The chance a signal must be under, so that the year's false alarms stay within the policy.

    Every series is looked at once a period; whatever their dependence, the expected number of false
    alarms is then no more than `false_alarms`.
    """
    looks = series * periods_a_year
    return min(1.0, policy.false_alarms / looks) if looks else 1.0


def decide(
    signals: Iterable[Signal],
    policy: Policy,
    *,
    series: int,
    periods_a_year: float,
    told: frozenset[Key] = frozenset(),
    parents: Mapping[str, str] | None = None,
    upstream: Mapping[str, str] | None = None,
) -> Decision:
    """Choose what to tell from the signals at the last point of every series of a catalogue.

    `told` is what the last decision remembered: a signal stays remembered while it lasts and may be
    told again once it has gone. `parents` names the place above each place, `upstream` the
    indicator that feeds each indicator. Signals without a next step are never alerts.
    """
    seen = list(signals)
    level = bar(policy, series, periods_a_year)
    strong = [s for s in seen if s.chance <= level]
    large = [s for s in strong if abs(s.size) >= policy.least_size and s.next_step]
    new = [s for s in large if s.key not in told]
    alerts = _grouped(new, policy, parents or {}, upstream or {})
    still = told & {s.key for s in seen}
    held = {
        "chance": len(seen) - len(strong),
        "small": len(strong) - len(large),
        "told": len(large) - len(new),
    }
    expected = min(level * series * periods_a_year, policy.false_alarms)
    return Decision(tuple(alerts), still | {s.key for s in new}, expected, held)


def _grouped(
    new: list[Signal], policy: Policy, parents: Mapping[str, str], upstream: Mapping[str, str]
) -> list[Alert]:
    """One alert for each cause: worst first, then the rest."""
    groups: dict[tuple[str, str, int], list[Signal]] = defaultdict(list)
    moving = {(s.indicator, s.place) for s in new}
    for signal in new:
        source = _source(signal, moving, parents, upstream)
        groups[(source, parents.get(signal.place, signal.place), signal.judged)].append(signal)
    alerts = []
    for (source, above, _judged), members in groups.items():
        fed = any(s.indicator != source for s in members)
        if len(members) >= policy.together or fed:
            alerts.append(_alert(source, above, members))
        else:
            alerts += [_alert(s.indicator, s.place, [s]) for s in members]
    return sorted(alerts, key=lambda alert: (alert.judged, alert.signals[0].chance))


def _source(
    signal: Signal,
    moving: set[tuple[str, str]],
    parents: Mapping[str, str],
    upstream: Mapping[str, str],
) -> str:
    """The furthest indicator upstream that moved in the same place, or in the place above it."""
    indicator = signal.indicator
    visited = {indicator}
    while (above := upstream.get(indicator)) is not None and above not in visited:
        here = {(above, signal.place), (above, parents.get(signal.place, ""))}
        if not here & moving:
            break
        visited.add(above)
        indicator = above
    return indicator


def _alert(indicator: str, place: str, members: list[Signal]) -> Alert:
    ordered = tuple(sorted(members, key=lambda s: (s.indicator != indicator, s.chance)))
    first = ordered[0]
    return Alert(indicator, place, first.direction, first.judged, ordered, first.next_step)
