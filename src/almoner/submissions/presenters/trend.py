"""Findings over the submissions of a year: a table by rule, and a drawing of the totals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from almoner.submissions.queries import Point
from almoner.submissions.titles import severity_title

_WIDTH, _HEIGHT, _LEFT, _FOOT, _TOP = 720, 240, 56, 34, 16
_MOST = 12


@dataclass(frozen=True)
class Mark:
    """A point of the drawing, and the day under it ("" where there is no room)."""

    x: float
    y: float
    label: str


@dataclass(frozen=True)
class Line:
    """One line of the drawing."""

    name: str
    style: str
    path: str
    marks: list[Mark]
    last: int


@dataclass(frozen=True)
class Drawing:
    """An SVG: its size, its lines, the numbers up its side, and what it says in words."""

    width: int
    height: int
    left: int
    foot: float
    lines: list[Line]
    levels: list[tuple[float, str]]
    words: str


@dataclass(frozen=True)
class RuleLine:
    """One rule over the submissions."""

    rule: str
    severity: str
    message: str
    numbers: list[int]
    change: int


def days(points: Sequence[Point]) -> list[str]:
    """When each submission was received, with the time where two came on one day."""
    at = [timezone.localtime(point.submission.received_at) for point in points]
    plain = [date_format(one, "j M Y") for one in at]
    return [
        text if plain.count(text) == 1 else date_format(one, "j M Y, H:i")
        for one, text in zip(at, plain, strict=True)
    ]


def rule_lines(points: Sequence[Point], named: Mapping[str, tuple[str, str]]) -> list[RuleLine]:
    """Every rule that found anything, those with most in the last submission first."""
    last = list(points)[-_MOST:]
    made = []
    for rule, (severity, message) in named.items():
        numbers = [point.totals.get(rule, 0) for point in last]
        change = numbers[-1] - numbers[-2] if len(numbers) > 1 else 0
        made.append(RuleLine(rule, severity_title(severity), message, numbers, change))
    return sorted(made, key=lambda line: (-line.numbers[-1], -max(line.numbers), line.rule))


def drawing(points: Sequence[Point]) -> Drawing | None:
    """Errors, and other findings, over the submissions; None with fewer than two."""
    shown = list(points)[-_MOST:]
    if len(shown) < 2:
        return None
    errors = [point.submission.errors or 0 for point in shown]
    others = [point.submission.others or 0 for point in shown]
    top = _round_up(max(*errors, *others, 2))
    labels = days(shown)
    lines = [
        _line(_("Errors"), "errors", errors, top, labels),
        _line(_("Queries and others"), "others", others, top, labels),
    ]
    levels = [(_y(part * top / 2, top), f"{part * top / 2:,.0f}") for part in (0, 1, 2)]
    words = _("From %(first)s errors on %(start)s to %(last)s on %(end)s") % {
        "first": f"{errors[0]:,}", "start": labels[0], "last": f"{errors[-1]:,}", "end": labels[-1],
    }  # fmt: skip
    return Drawing(_WIDTH, _HEIGHT, _LEFT, _HEIGHT - _FOOT, lines, levels, words)


def _round_up(number: int) -> int:
    """The next 1, 2, 4 or 6 with noughts: its half is a whole number as well."""
    scale = 10 ** (len(str(number)) - 1)
    return next(
        (step * scale for step in (1, 2, 4, 6) if step * scale >= number and step * scale > 1),
        10 * scale,
    )


def _line(name: str, style: str, values: list[int], top: int, labels: list[str]) -> Line:
    step = (_WIDTH - _LEFT - 60) / (len(values) - 1)
    every = max(1, -(-len(values) // 6))
    marks = [
        Mark(round(_LEFT + 20 + place * step, 1), _y(value, top),
             labels[place].split(",")[0] if place % every == 0 else "")
        for place, value in enumerate(values)
    ]  # fmt: skip
    path = "M" + "L".join(f"{mark.x},{mark.y}" for mark in marks)
    return Line(name, style, path, marks, values[-1])


def _y(value: float, top: int) -> float:
    return round(_HEIGHT - _FOOT - (_HEIGHT - _FOOT - _TOP) * value / top, 1)
