"""One XmR chart, read slowly and obviously, with exact fractions wherever a tie can decide.

Written from the method's description (NHS England, Making data count; rules in the order that
NHSRplotthedots documents), not from the fast code.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise


def slow_xmr(values, *, rebase_at=(), fix_after=None, screen=True, improvement=0, target=None):
    """A list of dicts, one a point, and the two icons. `rebase_at` are positions in `values`."""
    points = [None] * len(values)
    group, wanted = [], False
    groups = [group]
    for position, value in enumerate(values):
        wanted = wanted or position in rebase_at
        if value is None:
            points[position] = dict.fromkeys(("mean", "lpl", "upl", "kind", "point_type"))
            continue
        if wanted and group:
            group = []
            groups.append(group)
        wanted = False
        group.append((position, value))
    for group in groups:
        for position, reading in zip(
            [p for p, _ in group], _read_group(group, fix_after, screen), strict=True
        ):
            reading["point_type"] = _point_type(reading.pop("direction"), improvement)
            points[position] = reading
    seen = [point for point in points if point["kind"] is not None]
    last = seen[-1] if seen else None
    return points, _variation(last, improvement), _assurance(last, target, improvement)


def _mean(numbers):
    return float(sum(map(Fraction, numbers)) / len(numbers)) if numbers else None


def _read_group(group, fix_after, screen):
    values = [value for _, value in group]
    baseline = values[: fix_after or len(values)]
    mean = _mean(baseline)
    ranges = [abs(after - before) for before, after in pairwise(baseline)]
    if screen and ranges:
        whole = _mean(ranges)
        ranges = [r for r in ranges if r < 3.267 * whole]
    spread = _mean(ranges)
    limits = dict.fromkeys(("lpl", "upl", "near_lower", "near_upper"))
    if spread is not None:
        near = 2 * (2.66 / 3) * spread
        limits = {
            "lpl": mean - 2.66 * spread,
            "upl": mean + 2.66 * spread,
            "near_lower": mean - near,
            "near_upper": mean + near,
        }
    return [
        {"mean": mean, **limits, **_kind(values, index, mean, limits)}
        for index in range(len(values))
    ]


def _side(value, mean):
    return (value > mean) - (value < mean)


def _outside(value, limits):
    return limits["lpl"] is not None and (value < limits["lpl"] or value > limits["upl"])


def _near(value, limits):
    if limits["lpl"] is None or _outside(value, limits):
        return False
    return value < limits["near_lower"] or value > limits["near_upper"]


def _windows(length, size, index):
    return [
        range(start, start + size)
        for start in range(length - size + 1)
        if start <= index < start + size
    ]


def _monotone(values, window):
    steps = {_side(values[i + 1], values[i]) for i in list(window)[:-1]}
    return len(steps) == 1 and steps != {0}


def _in_trend(values, index):
    return any(_monotone(values, window) for window in _windows(len(values), 7, index))


def _kind(values, index, mean, limits):
    value, length = values[index], len(values)
    side = _side(value, mean)
    if _outside(value, limits):
        return {"kind": "outside_limit", "direction": 1 if side == 1 else -1}
    if _in_trend(values, index):
        out = index + 1 < length and _in_trend(values, index + 1)
        first, second = (index, index + 1) if out else (index - 1, index)
        return {"kind": "trend", "direction": 1 if values[second] > values[first] else -1}
    if _near(value, limits):
        for window in _windows(length, 3, index):
            sides = {_side(values[i], mean) for i in window}
            if sides in ({1}, {-1}) and sum(_near(values[i], limits) for i in window) >= 2:
                return {"kind": "two_of_three", "direction": side}
    for window in _windows(length, 7, index):
        if {_side(values[i], mean) for i in window} in ({1}, {-1}):
            return {"kind": "shift", "direction": side}
    return {"kind": "common_cause", "direction": 0}


def _point_type(direction, improvement):
    if direction == 0:
        return "common_cause"
    if improvement == 0:
        return "special_cause_neutral_" + ("high" if direction > 0 else "low")
    better = direction == improvement
    return "special_cause_improvement" if better else "special_cause_concern"


def _variation(last, improvement):
    if last is None:
        return None
    up = "high" if improvement == 1 else "low"
    down = "low" if improvement == 1 else "high"
    return {
        "common_cause": "common_cause",
        "special_cause_improvement": f"improvement_{up}",
        "special_cause_concern": f"concern_{down}",
        "special_cause_neutral_high": "neutral_high",
        "special_cause_neutral_low": "neutral_low",
    }[last["point_type"]]


def _assurance(last, target, improvement):
    if last is None or target is None or improvement == 0:
        return None
    if last["upl"] is not None and target > last["upl"]:
        return "fail" if improvement == 1 else "pass"
    if last["lpl"] is not None and target < last["lpl"]:
        return "pass" if improvement == 1 else "fail"
    return "inconsistent"
