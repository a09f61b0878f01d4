"""A council over time beside its neighbours' mean and the nation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from almoner.dashboards.charts.palette import IMPROVEMENT, INK, QUIET, Spec, framed

DASHES = ([1, 0], [6, 3], [2, 3])
COLOURS = (INK, IMPROVEMENT, QUIET)
SHAPES = ("circle", "square", "triangle-up")


def comparison_lines(
    periods: Sequence[str],
    lines: Mapping[str, Sequence[float | None]],
    *,
    unit: str,
    zero: bool,
) -> Spec:
    """One line for each name in `lines`, told apart by dash, shape and colour, at most three."""
    names = list(lines)
    rows = [
        {"period": period, "name": name, "value": value}
        for name, values in lines.items()
        for period, value in zip(periods, values, strict=True)
        if value is not None
    ]
    x = {
        "field": "period",
        "type": "ordinal",
        "sort": list(periods),
        "scale": {"domain": list(periods)},
        "axis": {"title": None, "labelAngle": 0, "labelOverlap": "greedy", "labelSeparation": 10},
    }
    encoding = {
        "x": x,
        "y": {
            "field": "value",
            "type": "quantitative",
            "scale": {"zero": zero, "nice": True},
            "axis": {
                "title": unit, "tickCount": 6, "titleAlign": "left", "titleAngle": 0,
                "titleAnchor": "end", "titleX": 0, "titleY": -12, "domain": False, "ticks": False,
            },
        },
        "color": _told_apart(names, COLOURS),
    }  # fmt: skip
    layers = [
        {
            "mark": {"type": "line", "strokeWidth": 2},
            "encoding": {**encoding, "strokeDash": _told_apart(names, DASHES)},
        },
        {
            "mark": {"type": "point", "filled": True, "size": 45, "opacity": 1},
            "encoding": {
                **encoding,
                "shape": _told_apart(names, SHAPES),
                "tooltip": [{"field": "name"}, {"field": "period"}, {"field": "value"}],
            },
        },
    ]
    padding = {"top": 16, "right": 10, "left": 5, "bottom": 5}
    return framed(layers, data={"values": rows}, padding=padding)


def _told_apart(names: Sequence[str], values: Sequence[object]) -> Spec:
    return {
        "field": "name",
        "type": "nominal",
        "sort": list(names),
        "scale": {"domain": list(names), "range": list(values[: len(names)])},
        "legend": {"title": None, "orient": "bottom", "direction": "horizontal", "columns": 3},
    }
