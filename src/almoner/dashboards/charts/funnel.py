"""The funnel plot: every council by its size, with what chance at that size would produce."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from almoner.dashboards.charts.caterpillar import STYLES
from almoner.dashboards.charts.palette import BRAND, INK, QUIET, Spec, framed


@dataclass(frozen=True)
class FunnelPlace:
    """One council; `group` is here, neighbour or other."""

    name: str
    size: float
    value: float
    shown: str
    group: str
    position: str


@dataclass(frozen=True)
class FunnelLine:
    """One pair of limits: sizes, lower and upper; `dashed` for those of chance alone."""

    name: str
    points: Sequence[tuple[float, float, float]]
    dashed: bool


def funnel_chart(
    places: Sequence[FunnelPlace],
    limits: Sequence[FunnelLine],
    centre: tuple[str, float],
    groups: dict[str, str],
    *,
    size: str,
    value: str,
) -> Spec:
    """Places as marks among the limits; `groups` has the words of here, neighbour and other.

    `size` and `value` name the axes.
    """
    here = [one for one in places if one.group == "here"]
    layers = [
        _limit(limits, "lower", size, value),
        _limit(limits, "upper", size, value),
        *_centre(centre, size, value),
        _places(places, groups, size, value),
        *([_name(here[0], size, value)] if here else []),
    ]
    padding = {"top": 16, "right": 10, "left": 5, "bottom": 5}
    return framed(layers, height=360, padding=padding)


def _x(title: str, field: str = "size") -> Spec:
    axis = {"title": title, "tickCount": 5, "grid": False, "labelOverlap": "greedy"}
    return {
        "field": field, "type": "quantitative",
        "scale": {"zero": False, "nice": True}, "axis": axis,
    }  # fmt: skip


def _y(title: str, field: str) -> Spec:
    axis = {
        "title": title, "tickCount": 6, "titleAlign": "left", "titleAngle": 0,
        "titleAnchor": "end", "titleX": 0, "titleY": -12, "domain": False, "ticks": False,
    }  # fmt: skip
    scale = {"zero": False, "nice": True}
    return {"field": field, "type": "quantitative", "scale": scale, "axis": axis}


def _limit(limits: Sequence[FunnelLine], side: str, size: str, value: str) -> Spec:
    part = 1 if side == "lower" else 2
    rows = [
        {"line": line.name, "size": point[0], "limit": point[part]}
        for line in limits
        for point in line.points
    ]
    names = [line.name for line in limits]
    dash = {
        "field": "line", "type": "nominal",
        "scale": {"domain": names, "range": [[2, 4] if one.dashed else [1, 0] for one in limits]},
        "legend": {"title": None, "orient": "bottom", "direction": "vertical", "columns": 1,
                   "symbolType": "stroke", "symbolStrokeColor": INK, "symbolStrokeWidth": 2},
    }  # fmt: skip
    return {
        "data": {"values": rows},
        "mark": {"type": "line", "clip": True, "strokeWidth": 1.5, "color": QUIET},
        "encoding": {
            "x": _x(size), "y": _y(value, "limit"), "strokeDash": dash,
            "detail": {"field": "line"},
        },
    }  # fmt: skip


def _centre(centre: tuple[str, float], size: str, value: str) -> list[Spec]:
    name, at = centre
    data = {"values": [{"name": name, "at": at}]}
    y = _y(value, "at")
    return [
        {
            "data": data,
            "mark": {"type": "rule", "color": BRAND, "strokeWidth": 1.5},
            "encoding": {"y": y},
        },
        {
            "data": data,
            "mark": {"type": "text", "align": "right", "dx": -4, "dy": -8, "color": BRAND},
            "encoding": {"x": {"value": "width"}, "y": y, "text": {"field": "name"}},
        },
    ]


def _places(places: Sequence[FunnelPlace], groups: dict[str, str], size: str, value: str) -> Spec:
    rows = [
        {
            "name": one.name, "size": one.size, "value": one.value, "shown": one.shown,
            "group": groups[one.group], "position": one.position, "area": STYLES[one.group][2],
            "order": list(STYLES).index(one.group),
        }
        for one in sorted(places, key=lambda one: -list(STYLES).index(one.group))
    ]  # fmt: skip
    used = [key for key in STYLES if any(one.group == key for one in places)]

    def scale(part: int) -> Spec:
        return {
            "field": "group", "type": "nominal",
            "scale": {"domain": [groups[key] for key in used],
                      "range": [STYLES[key][part] for key in used]},
            "legend": {"title": None, "orient": "bottom", "direction": "horizontal", "columns": 3},
        }  # fmt: skip

    return {
        "data": {"values": rows},
        "mark": {"type": "point", "filled": True, "opacity": 0.9, "stroke": "white",
                 "strokeWidth": 0.5},
        "encoding": {
            "x": _x(size),
            "y": _y(value, "value"),
            "color": scale(0),
            "shape": scale(1),
            "size": {"field": "area", "type": "quantitative", "scale": None, "legend": None},
            "tooltip": [
                {"field": "name", "title": " "},
                {"field": "shown", "title": value},
                {"field": "position", "title": "  "},
            ],
        },
    }  # fmt: skip


def _name(here: FunnelPlace, size: str, value: str) -> Spec:
    return {
        "data": {"values": [{"name": here.name, "size": here.size, "value": here.value}]},
        "mark": {"type": "text", "dy": -16, "fontWeight": "bold", "color": INK},
        "encoding": {"x": _x(size), "y": _y(value, "value"), "text": {"field": "name"}},
    }
