"""The process chart: a series with its mean, its process limits, and its special causes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from almoner.dashboards.charts.palette import (
    BRAND,
    CONCERN,
    FAINT,
    IMPROVEMENT,
    INK,
    QUIET,
    UNJUDGED,
    Spec,
    framed,
)


@dataclass(frozen=True)
class ProcessPoint:
    """One period: `judgement` is one of the keys of STYLES; limits and ends of the target are
    None where there are none. `level` numbers the stretch whose limits these are, from 0."""

    period: str
    value: float | None
    shown: str
    judgement: str
    mean: float | None
    lower: float | None
    upper: float | None
    target_low: float | None = None
    target_high: float | None = None
    level: int = 0


@dataclass(frozen=True)
class ProcessWords:
    """What the chart says, in the reader's language; `judgements` has a word for each style."""

    value: str
    period: str
    figure: str
    mean: str
    lower: str
    upper: str
    judgement: str
    judgements: dict[str, str]
    target: str = ""
    rebased: str = ""


STYLES = {
    "common_cause": (QUIET, "circle"),
    "special_cause_improvement": (IMPROVEMENT, "diamond"),
    "special_cause_concern": (CONCERN, "square"),
    "special_cause_neutral_high": (UNJUDGED, "triangle-up"),
    "special_cause_neutral_low": (UNJUDGED, "triangle-down"),
}
"""Colour and shape of a point by what the rules say of it."""

MANY = 40
"""More points than this are drawn small and finely, so that the line can still be seen."""


def process_chart(points: Sequence[ProcessPoint], words: ProcessWords, *, zero: bool) -> Spec:
    """A specification with one mark a period; no limits are drawn where there are none.

    `zero` starts the axis at nought: for amounts that are shares of something.
    """
    used = [
        key for key in STYLES if any(p.judgement == key and p.value is not None for p in points)
    ]
    x, y = _across(many=len(points) > MANY), _up(words.value, zero=zero)
    layers = [
        _line("upper", x, y, dash=[5, 4], colour=FAINT),
        _line("lower", x, y, dash=[5, 4], colour=FAINT),
        _line("mean", x, y, dash=[1, 0], colour=FAINT),
        *(_line(end, x, y, dash=[2, 3], colour=BRAND, step=True) for end in _target_ends(points)),
        _values(x, y, many=len(points) > MANY),
        _points(x, y, used, words, many=len(points) > MANY),
        *_end_labels(x, y, words, _target_ends(points)),
        # Last: the axis takes the order of its periods from the first layer.
        *_new_levels(x, points, words),
    ]
    before = [None, *(point.level for point in points)]
    rows = [_row(point, words, before[place]) for place, point in enumerate(points)]
    padding = {"top": 16, "right": 74, "left": 5, "bottom": 5}
    return framed(layers, data={"values": rows}, padding=padding)


def _new_levels(x: Spec, points: Sequence[ProcessPoint], words: ProcessWords) -> list[Spec]:
    """A named rule where limits begin afresh; nothing where they never do."""
    if len({point.level for point in points}) < 2:
        return []
    opens = {"transform": [{"filter": "datum.opens"}]}
    label = {"type": "text", "align": "left", "dx": 4, "fontSize": 13, "color": QUIET}
    return [
        {**opens, "mark": {"type": "rule", "color": QUIET, "strokeDash": [1, 3]},
         "encoding": {"x": x}},
        {**opens, "mark": {**label, "baseline": "top", "text": words.rebased, "y": 0},
         "encoding": {"x": x}},
    ]  # fmt: skip


def _target_ends(points: Sequence[ProcessPoint]) -> list[str]:
    """Which ends of a target are drawn."""
    ends = ("target_low", "target_high")
    return [end for end in ends if any(getattr(point, end) is not None for point in points)]


def _across(*, many: bool) -> Spec:
    axis = {"title": None, "labelAngle": 0, "labelOverlap": "greedy", "labelSeparation": 10}
    return {
        "field": "period",
        "type": "ordinal",
        "sort": None,
        "axis": {**axis, "ticks": not many},
    }


def _up(title: str, *, zero: bool) -> Spec:
    axis = {"tickCount": 6, "domain": False, "ticks": False}
    above = {"titleAlign": "left", "titleAngle": 0, "titleAnchor": "end", "titleX": 0}
    return {
        "type": "quantitative",
        "scale": {"zero": zero, "nice": True},
        "axis": {"title": title, **axis, **above, "titleY": -12},
    }


def _values(x: Spec, y: Spec, *, many: bool) -> Spec:
    line = {"type": "line", "color": INK, "strokeWidth": 1.25 if many else 2}
    return {
        "mark": {**line, "invalid": "break-paths-show-path-domains"},
        "encoding": {"x": x, "y": {"field": "value", **y}},
    }


def _points(x: Spec, y: Spec, used: list[str], words: ProcessWords, *, many: bool) -> Spec:
    point = {"type": "point", "filled": True, "opacity": 1, "stroke": "white"}
    return {
        "transform": [{"filter": "isValid(datum.value)"}],
        "mark": {**point, "strokeWidth": 0.5 if many else 1},
        "encoding": {
            "x": x,
            "y": {"field": "value", **y},
            "shape": _scale(used, words, 1),
            "color": _scale(used, words, 0),
            "size": {
                "condition": {"test": "datum.special", "value": 70 if many else 150},
                "value": 30 if many else 90,
            },
            "tooltip": _tooltip(words),
        },
    }


def _row(point: ProcessPoint, words: ProcessWords, before: int | None) -> Spec:
    return {
        "level": point.level,
        "opens": before is not None and before != point.level,
        "period": point.period,
        "value": point.value,
        "shown": point.shown,
        "judgement": words.judgements.get(point.judgement, ""),
        "special": point.judgement != "common_cause",
        "mean": point.mean,
        "lower": point.lower,
        "upper": point.upper,
        "target_low": point.target_low,
        "target_high": point.target_high,
    }


def _line(
    field: str, x: Spec, y: Spec, *, dash: list[int], colour: str, step: bool = False
) -> Spec:
    line = {"type": "line", "strokeDash": dash, "color": colour, "strokeWidth": 2 if step else 1.5}
    return {
        "mark": {**line, "invalid": "break-paths-show-path-domains"} if step else line,
        "encoding": {
            "x": x,
            "y": {"field": field, **y},
            **({} if step else {"detail": {"field": "level", "type": "nominal"}}),
        },
    }


def _scale(used: list[str], words: ProcessWords, part: int) -> Spec:
    return {
        "field": "judgement",
        "type": "nominal",
        "scale": {
            "domain": [words.judgements[key] for key in used],
            "range": [STYLES[key][part] for key in used],
        },
        "legend": {"title": None, "orient": "bottom", "direction": "horizontal", "columns": 3},
    }


def _tooltip(words: ProcessWords) -> list[Spec]:
    return [
        {"field": "period", "title": words.period},
        {"field": "shown", "title": words.figure},
        {"field": "judgement", "title": words.judgement},
    ]


def _end_labels(x: Spec, y: Spec, words: ProcessWords, targets: list[str]) -> list[Spec]:
    """The names of the lines, at their right end, so that no legend is needed for them."""
    last = [
        {"window": [{"op": "row_number", "as": "row"}]},
        {"joinaggregate": [{"op": "max", "field": "row", "as": "rows"}]},
        {"filter": "datum.row == datum.rows"},
    ]
    texts = (
        ("upper", words.upper),
        ("mean", words.mean),
        ("lower", words.lower),
        *((end, words.target) for end in targets),
    )
    return [
        {
            "transform": [*last, {"filter": f"isValid(datum.{field})"}],
            "mark": {
                "type": "text",
                "align": "left",
                "dx": 10,
                "fontSize": 13,
                "color": QUIET,
                "text": text,
            },
            "encoding": {"x": x, "y": {"field": field, **y}},
        }
        for field, text in texts
    ]
