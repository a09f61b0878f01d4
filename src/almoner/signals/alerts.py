"""Which signals are worth telling somebody, across a whole catalogue.

An alert is new, large enough to matter, and has a next step. The false alarms to be expected in a
year are bounded beforehand, what was told is remembered, and what has one cause is told once.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from scipy import special

from almoner.reference.language import _
from almoner.signals.special_causes import COMMON, OUTSIDE, SHIFT, TREND

Key = tuple[str, str, int]
"""Indicator, place, direction."""


QUESTIONS = 2
"""Ways in which one look at one series may raise a false alarm: by a point, or by a run."""

MOST_SKEW = 2.0
"""Of an exponential distribution: what a few points say beyond it is not believed."""

SCREENED = 1.025
"""Screening ranges once makes the limits of a steady normal process narrower by this much."""


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
    """What to tell now, what is remembered, and the false alarms to be expected in a year.

    `already` are signals that would be worth telling, but were told before and still last.
    """

    alerts: tuple[Alert, ...]
    told: frozenset[Key]
    expected_false_alarms: float
    held_back: dict[str, int] = field(default_factory=dict)
    already: tuple[Signal, ...] = ()


def chance_of(
    kind: int, distance: float, run: int, baseline: int = 1000, skew: float = 0.0
) -> float:
    """How often a steady process shows such a signal at one point.

    `distance` is from the mean in standard deviations; `run` the length of the run it ends, `skew`
    that of the points the limits rest on, towards the side of the signal; `baseline` how many they
    are. A point beyond the limits is held against Student's t, for mean and spread are themselves
    only estimated (a mean of n - 1 ranges is worth some 0.62 (n - 1) degrees of freedom), and
    against a gamma tail where the series leans that way. Two of three near a limit is held at three
    pairs of one-in-forty-four points on one side.
    """
    if kind == COMMON:
        return 1.0
    if kind == OUTSIDE:
        worth = max(1.0, 0.62 * (baseline - 1))
        scaled = abs(distance) / (SCREENED * math.sqrt(1 + 1 / max(baseline, 1)))
        if math.isnan(scaled):
            return 1.0
        return max(2 * float(special.stdtr(worth, -scaled)), _leaning(scaled, skew))
    if kind == TREND:
        return 2 / math.factorial(min(max(run, 7), 20))
    if kind == SHIFT:
        length = max(run, 7)
        # The mean itself is off by chance, so that one side is a little likelier than the other;
        # in a skewed series the side away from the long tail is.
        drift = length * (length - 1) / 2 * (2 / math.pi) / max(baseline, length)
        side = 0.5 - max(min(skew, 0.0), -MOST_SKEW) * 0.0665
        return min(1.0, 2 * side**length * math.exp(drift))
    return 2 * 3 * (0.0455 / 2) ** 2


def _leaning(distance: float, skew: float) -> float:
    """Chance of a point so far out on the long side of a gamma (Pearson III) of this skew."""
    if skew <= 0.1:
        return 0.0
    shape = 4 / min(skew, MOST_SKEW) ** 2
    return 2 * float(special.gammaincc(shape, shape + math.sqrt(shape) * distance))


def bar(policy: Policy, series: int, periods_a_year: float) -> float:
    """The chance a signal must be under, so that the year's false alarms stay within the policy.

    Every series is looked at once a period, and asked two things: of the point, and of the run that
    it ends. Whatever the dependence between series, the expected number of false alarms is then
    about `false_alarms` at most.
    """
    looks = QUESTIONS * series * periods_a_year
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
    expected = min(level * QUESTIONS * series * periods_a_year, policy.false_alarms)
    already = tuple(s for s in large if s.key in told)
    return Decision(tuple(alerts), still | {s.key for s in new}, expected, held, already)


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
