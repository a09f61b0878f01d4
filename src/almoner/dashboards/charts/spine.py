"""The spine chart: where councils stand between the worst and the best, one row an indicator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

from almoner.dashboards.charts.palette import (
    CONCERN,
    IMPROVEMENT,
    INK,
    QUIET,
    UNJUDGED,
    Spec,
    framed,
)

STEP = 80
"""Pixels for a row: its title, its bar, and the values at the bar's ends."""

TITLE, BAR, ENDS = 0.2, 0.54, 0.82
"""Where those three are, as shares of the row."""

STYLES = {
    "better": (IMPROVEMENT, "circle"),
    "similar": (QUIET, "diamond"),
    "worse": (CONCERN, "square"),
    "higher": (UNJUDGED, "triangle-up"),
    "lower": (UNJUDGED, "triangle-down"),
    "reference": (INK, "circle"),
    "not-compared": (QUIET, "cross"),
}
"""Colour and shape of a mark by what its interval says."""


@dataclass(frozen=True)
class SpineMark:
    """A council on a row; `place` from -1 to 1; `verdict` one of the keys of STYLES."""

    name: str
    place: float
    shown: str
    interval: str
    verdict: str
    leads: bool


@dataclass(frozen=True)
class SpineRow:
    """An indicator: where its ends, its middle half and its marks are, and words for the ends.

    Places are from -1 to 1 with the nation at 0 and the good side on the right. `band` is None
    where the publisher does not band the indicator; `other` is the place of another reference.
    """

    title: str
    ends: tuple[float, float]
    band: tuple[float, float] | None
    left: str
    middle: str
    right: str
    marks: Sequence[SpineMark]
    other: float | None = None


@dataclass(frozen=True)
class SpineWords:
    """Words of the legend and the tooltip, in the reader's language."""

    verdicts: Mapping[str, str]
    council: str
    figure: str
    interval: str


NARROW = "width < 520"
"""On a telephone a title takes two lines."""

X: Spec = {
    "field": "place",
    "type": "quantitative",
    "scale": {"domain": [-1.04, 1.04], "nice": False},
    "axis": None,
}


def spine(rows: Sequence[SpineRow], words: SpineWords) -> Spec:
    """One row an indicator, from the worst council on the left to the best on the right."""
    marks = [_mark(number, mark, words) for number, row in enumerate(rows) for mark in row.marks]
    marks.sort(key=lambda mark: mark["size"])  # the leading council is drawn last, on top
    y = {
        "field": "y",
        "type": "quantitative",
        "scale": {"domain": [0, len(rows)], "reverse": True, "nice": False},
        "axis": None,
    }
    layers = [
        *_bars(rows, y),
        _centre(rows, y),
        *_other_reference(rows, y),
        _marks(marks, y, words),
        *_texts(rows, y),
    ]
    padding = {"top": 2, "right": 5, "left": 5, "bottom": 5}
    return framed(layers, height=STEP * len(rows), padding=padding)


def _mark(number: int, mark: SpineMark, words: SpineWords) -> Spec:
    return {
        "y": number + BAR,
        "place": round(mark.place, 4),
        "name": mark.name,
        "shown": mark.shown,
        "interval": mark.interval or "–",
        "verdict": words.verdicts[mark.verdict],
        "key": mark.verdict,
        "size": 360 if mark.leads else 110,
    }


def _bars(rows: Sequence[SpineRow], y: Spec) -> list[Spec]:
    whole = [{"y": n + BAR, "place": row.ends[0], "end": row.ends[1]} for n, row in enumerate(rows)]
    half = [
        {"y": n + BAR, "place": row.band[0], "end": row.band[1]}
        for n, row in enumerate(rows)
        if row.band
    ]
    return [_bar(whole, y, "#e1e8ea"), _bar(half, y, "#b9c6ca")]


def _bar(values: list[Spec], y: Spec, colour: str) -> Spec:
    return {
        "data": {"values": values},
        "mark": {"type": "rule", "strokeWidth": 18, "color": colour, "strokeCap": "butt"},
        "encoding": {"x": X, "x2": {"field": "end"}, "y": y},
    }


def _centre(rows: Sequence[SpineRow], y: Spec) -> Spec:
    values = [
        {"place": 0, "y": n + BAR - 0.19, "end": n + BAR + 0.19} for n, _row in enumerate(rows)
    ]
    return {
        "data": {"values": values},
        "mark": {"type": "rule", "color": INK, "strokeWidth": 2},
        "encoding": {"x": X, "y": y, "y2": {"field": "end"}},
    }


def _other_reference(rows: Sequence[SpineRow], y: Spec) -> list[Spec]:
    values = [
        {"place": row.other, "y": n + BAR - 0.19, "end": n + BAR + 0.19}
        for n, row in enumerate(rows)
        if row.other is not None
    ]
    if not values:
        return []
    mark = {"type": "rule", "color": INK, "strokeWidth": 2, "strokeDash": [3, 3]}
    encoding = {"x": X, "y": y, "y2": {"field": "end"}}
    return [{"data": {"values": values}, "mark": mark, "encoding": encoding}]


def _marks(marks: list[Spec], y: Spec, words: SpineWords) -> Spec:
    used = [key for key in STYLES if any(mark["key"] == key for mark in marks)]
    return {
        "data": {"values": marks},
        "mark": {
            "type": "point", "filled": True, "opacity": 1, "stroke": "white", "strokeWidth": 1.25,
        },
        "encoding": {
            "x": X,
            "y": y,
            "size": {"field": "size", "type": "quantitative", "scale": None, "legend": None},
            "color": _told_apart(used, words, 0),
            "shape": _told_apart(used, words, 1),
            "tooltip": [
                {"field": "name", "title": words.council},
                {"field": "shown", "title": words.figure},
                {"field": "interval", "title": words.interval},
                {"field": "verdict", "title": " "},
            ],
        },
    }  # fmt: skip


def _told_apart(used: list[str], words: SpineWords, part: int) -> Spec:
    return {
        "field": "verdict",
        "type": "nominal",
        "scale": {
            "domain": [words.verdicts[key] for key in used],
            "range": [STYLES[key][part] for key in used],
        },
        "legend": {"title": None, "orient": "bottom", "direction": "horizontal", "columns": 4},
    }


def _texts(rows: Sequence[SpineRow], y: Spec) -> list[Spec]:
    def text(shown: Sequence[str], part: float, side: float, **style: object) -> Spec:
        values = [
            {"y": n + part, "place": side, "text": words, "lines": _in_two_lines(words)}
            for n, words in enumerate(shown)
        ]
        return {
            "data": {"values": values},
            "mark": {"type": "text", "baseline": "middle", **style},
            "encoding": {"x": X, "y": y, "text": {"field": "text"}},
        }

    titles = text(
        [row.title for row in rows], TITLE, -1.04,
        align="left", fontWeight="bold", fontSize=14, limit={"expr": "width"}, lineBreak="\n",
        lineHeight=16, dy={"expr": f"{NARROW} ? -8 : 0"},
        text={"expr": f"{NARROW} ? datum.lines : datum.text"},
    )  # fmt: skip
    del titles["encoding"]["text"]
    small = {"fontSize": 12, "color": QUIET}
    return [
        titles,
        text([row.left for row in rows], ENDS, -1.04, align="left", **small),
        text([row.middle for row in rows], ENDS, 0, align="center", **small),
        text([row.right for row in rows], ENDS, 1.04, align="right", **small),
    ]


def _in_two_lines(words: str) -> str:
    return "\n".join(wrap(words, 44, max_lines=2, placeholder="…"))
