"""Every council in order of its value, with intervals; this one and its neighbours stand out."""

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
    Spec,
    framed,
)


@dataclass(frozen=True)
class RankedPlace:
    """One place; `group` is here, neighbour or other; bounds None where there is no interval."""

    name: str
    value: float
    shown: str
    group: str
    lower: float | None = None
    upper: float | None = None


STYLES = {
    "here": (CONCERN, "diamond", 260),
    "neighbour": (IMPROVEMENT, "square", 60),
    "other": (FAINT, "circle", 26),
}
"""Colour, shape and size of a place by its group."""


def caterpillar(
    places: Sequence[RankedPlace],
    groups: dict[str, str],
    *,
    unit: str,
    nation: tuple[str, float] | None = None,
) -> Spec:
    """Places from the lowest value to the highest, one mark each.

    `groups` gives the words of here, neighbour and other; `nation` a name and value for a line
    across.
    """
    ordered = sorted(places, key=lambda place: (place.value, place.name))
    rows = [
        {
            "place": number,
            "name": one.name,
            "value": one.value,
            "shown": one.shown,
            "lower": one.lower,
            "upper": one.upper,
            "group": groups[one.group],
            "size": STYLES[one.group][2],
        }
        for number, one in enumerate(ordered, start=1)
    ]
    x = {
        "field": "place",
        "type": "quantitative",
        "scale": {"domain": [0, len(rows) + 1], "nice": False},
        "axis": None,
    }
    y = {
        "field": "value",
        "type": "quantitative",
        "scale": {"zero": False, "nice": True},
        "axis": {
            "title": unit, "tickCount": 6, "titleAlign": "left", "titleAngle": 0,
            "titleAnchor": "end", "titleX": 0, "titleY": -12, "domain": False, "ticks": False,
        },
    }  # fmt: skip
    names = {"field": "group", "type": "nominal"}
    layers: list[Spec] = [
        {
            "transform": [{"filter": "isValid(datum.lower)"}],
            "mark": {"type": "rule", "strokeWidth": 1.5, "opacity": 0.75},
            "encoding": {
                "x": x, "y": {**y, "field": "lower"}, "y2": {"field": "upper"},
                "color": {**names, "scale": _scale(groups, 0), "legend": _LEGEND},
            },
        },
        {
            "mark": {"type": "point", "filled": True, "opacity": 1},
            "encoding": {
                "x": x,
                "y": y,
                "color": {**names, "scale": _scale(groups, 0), "legend": _LEGEND},
                "shape": {**names, "scale": _scale(groups, 1), "legend": _LEGEND},
                "size": {"field": "size", "type": "quantitative", "scale": None, "legend": None},
                "tooltip": [{"field": "name", "title": " "}, {"field": "shown", "title": unit}],
            },
        },
        {
            "transform": [{"filter": f"datum.group == '{_quoted(groups['here'])}'"}],
            "mark": {
                "type": "text", "dy": -18, "fontWeight": "bold", "color": INK,
                "align": {"expr": _alignment(len(rows))},
            },
            "encoding": {"x": x, "y": y, "text": {"field": "name"}},
        },
    ]  # fmt: skip
    if nation:
        layers[:0] = _nation_line(nation, y)
    padding = {"top": 16, "right": 10, "left": 5, "bottom": 5}
    return framed(layers, data={"values": rows}, padding=padding)


def _alignment(count: int) -> str:
    """The name beside the mark, turned inwards near the edges so that it is not cut off."""
    right, left = count * 0.85, count * 0.15
    return f"datum.place > {right} ? 'right' : datum.place < {left} ? 'left' : 'center'"


_LEGEND = {"title": None, "orient": "bottom", "direction": "horizontal", "columns": 3}


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "\\'")


def _scale(groups: dict[str, str], part: int) -> Spec:
    return {
        "domain": [groups[key] for key in STYLES],
        "range": [STYLES[key][part] for key in STYLES],
    }


def _nation_line(nation: tuple[str, float], y: Spec) -> list[Spec]:
    name, value = nation
    data = {"values": [{"value": value, "name": name}]}
    return [
        {
            "data": data,
            "mark": {"type": "rule", "color": BRAND, "strokeDash": [6, 3], "strokeWidth": 1.5},
            "encoding": {"y": y},
        },
        {
            "data": data,
            "mark": {"type": "text", "align": "left", "dx": 4, "dy": -8, "color": QUIET},
            "encoding": {"x": {"value": 0}, "y": y, "text": {"field": "name"}},
        },
    ]
