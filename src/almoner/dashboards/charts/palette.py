"""Colours, shapes and sizes that all charts share.

Colours have at least 4.5 : 1 against white where they carry text and 3 : 1 where they draw; no
meaning rests on a colour alone.
"""

from __future__ import annotations

import textwrap
from typing import Any

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"

INK = "#0b0c0c"
QUIET = "#5b6b71"
FAINT = "#7d8b90"
GRID = "#e4eaec"
BRAND = "#12404f"
CONCERN = "#c24700"
IMPROVEMENT = "#1a65b8"
UNJUDGED = "#6b46a3"

WIDTH, HEIGHT = 680, 300

Spec = dict[str, Any]


def framed(layers: list[Spec], *, height: int = HEIGHT, **more: Any) -> Spec:
    """A specification in the house style around `layers`."""
    return {
        "$schema": SCHEMA,
        "width": WIDTH,
        "height": height,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "background": "white",
        "config": CONFIG,
        "layer": layers,
        **more,
    }


CONFIG: Spec = {
    "font": "Arial, Liberation Sans, sans-serif",
    "view": {"stroke": None},
    "axis": {
        "labelColor": INK,
        "titleColor": INK,
        "labelFontSize": 14,
        "titleFontSize": 14,
        "titleFontWeight": "normal",
        "gridColor": GRID,
        "domainColor": QUIET,
        "tickColor": QUIET,
    },
    "legend": {
        "labelFontSize": 14,
        "titleFontSize": 14,
        "labelColor": INK,
        "symbolSize": 110,
        "labelLimit": 320,
        "columnPadding": 18,
    },
    "title": {"anchor": "start", "fontSize": 18, "subtitleFontSize": 14, "color": INK},
    "text": {"fontSize": 14, "color": INK},
}


TITLE_LETTERS, SOURCE_LETTERS = 58, 98
"""How many letters of a title, or of a source, fit the width."""


def titled(spec: Spec, title: str, subtitle: str, source: str) -> Spec:
    """The specification for use away from its page: what it shows, and where it is from."""
    mark = {"type": "text", "align": "left", "baseline": "top", "fontSize": 12, "color": QUIET}
    footer = {
        "data": {"values": [{}]},
        "mark": {**mark, "text": textwrap.wrap(source, SOURCE_LETTERS)},
        "encoding": {"x": {"value": 0}, "y": {"value": spec["height"] + 66}},
    }
    above = {"text": textwrap.wrap(title, TITLE_LETTERS), "subtitle": subtitle, "offset": 14}
    return {**spec, "padding": 16, "title": above, "layer": [*spec["layer"], footer]}
