"""A series with what is forecast of it, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence

from almoner.dashboards.charts.palette import BRAND, FAINT, INK, Spec, framed

Interval = tuple[float, float]


def forecast_chart(
    known: Sequence[tuple[str, float | None]],
    ahead: Sequence[tuple[str, float, Interval, Interval]],
    *,
    unit: str,
    names: tuple[str, str],
    zero: bool,
) -> Spec:
    """Known figures as a line, then the forecast with its narrow and its wide interval.

    `ahead` has period, mean, and the two intervals; `names` are the words for the two lines.
    """
    last = next((value for _period, value in reversed(known) if value is not None), None)
    rows: list[Spec] = [
        {"period": period, "value": value, "line": names[0]} for period, value in known
    ]
    if last is not None:
        rows.append({"period": known[-1][0], "value": last, "line": names[1]})
    rows += [
        {
            "period": period, "value": mean, "line": names[1],
            "low": wide[0], "high": wide[1], "lower": narrow[0], "upper": narrow[1],
        }
        for period, mean, narrow, wide in ahead
    ]  # fmt: skip
    periods = [period for period, _value in known] + [one[0] for one in ahead]
    x = {
        "field": "period", "type": "ordinal", "sort": periods, "scale": {"domain": periods},
        "axis": {"title": None, "labelAngle": 0, "labelOverlap": "greedy", "labelSeparation": 10,
                 "ticks": False},
    }  # fmt: skip
    layers = [
        _band(x, _y(unit, "low", zero=zero), "high", 0.35),
        _band(x, _y(unit, "lower", zero=zero), "upper", 0.6),
        {
            "mark": {"type": "line", "strokeWidth": 2},
            "encoding": {
                "x": x,
                "y": _y(unit, "value", zero=zero),
                "color": _by_line(names, [INK, BRAND]),
                "strokeDash": _by_line(names, [[1, 0], [6, 3]]),
            },
        },
    ]
    padding = {"top": 16, "right": 10, "left": 5, "bottom": 5}
    return framed(layers, data={"values": rows}, padding=padding)


def _y(unit: str, field: str, *, zero: bool) -> Spec:
    axis = {
        "title": unit, "tickCount": 6, "titleAlign": "left", "titleAngle": 0,
        "titleAnchor": "end", "titleX": 0, "titleY": -12, "domain": False, "ticks": False,
    }  # fmt: skip
    scale = {"zero": zero, "nice": True}
    return {"field": field, "type": "quantitative", "scale": scale, "axis": axis}


def _band(x: Spec, y: Spec, other: str, opacity: float) -> Spec:
    return {
        "transform": [{"filter": f"isValid(datum.{other})"}],
        "mark": {"type": "area", "color": FAINT, "opacity": opacity},
        "encoding": {"x": x, "y": y, "y2": {"field": other}},
    }


def _by_line(names: tuple[str, str], values: Sequence[object]) -> Spec:
    return {
        "field": "line", "type": "nominal", "sort": list(names),
        "scale": {"domain": list(names), "range": list(values)},
        "legend": {"title": None, "orient": "bottom", "direction": "horizontal", "columns": 3},
    }  # fmt: skip
