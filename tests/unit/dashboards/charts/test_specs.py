"""Chart specifications: what they hold, that they can be drawn, and that colour is never alone."""

from __future__ import annotations

from typing import Any

import pytest

from almoner.dashboards.charts import caterpillar as ranked
from almoner.dashboards.charts import lines, palette, process
from almoner.dashboards.charts.drawing import Drawer, DrawingFailedError

WORDS = process.ProcessWords(
    value="%",
    period="Period",
    figure="Figure",
    mean="Mean",
    lower="Lower",
    upper="Upper",
    judgement="Judgement",
    judgements={key: key.replace("_", " ") for key in process.STYLES},
)


def process_spec() -> dict[str, Any]:
    kinds = ["common_cause", "special_cause_concern", "common_cause"]
    points = [
        process.ProcessPoint(f"201{place}/1{place + 1}", value, "", kind, 5.0, 1.0, 9.0)
        for place, (value, kind) in enumerate(zip([4.0, 12.0, None], kinds, strict=True))
    ]
    return process.process_chart(points, WORDS, zero=False)


def lines_spec() -> dict[str, Any]:
    drawn = {"Here": [1.0, None, 3.0], "Neighbours": [2.0, 2.0, 2.0]}
    return lines.comparison_lines(["a", "b", "c"], drawn, unit="%", zero=True)


def ranked_spec() -> dict[str, Any]:
    places = [
        ranked.RankedPlace("Here's place", 7.0, "7%", "here", 6.0, 8.0),
        ranked.RankedPlace("Next", 5.0, "5%", "neighbour", 4.0, 6.0),
        ranked.RankedPlace("Far", 9.0, "9%", "other"),
    ]
    groups = {"here": "Here's place", "neighbour": "Neighbours", "other": "Others"}
    return ranked.caterpillar(places, groups, unit="%", nation=("Nation", 6.5))


def channels(spec: Any, name: str) -> list[dict[str, Any]]:
    """Every encoding of a channel that takes a field, anywhere in a specification."""
    if isinstance(spec, list):
        return [found for part in spec for found in channels(part, name)]
    if not isinstance(spec, dict):
        return []
    own = spec.get("encoding", {}).get(name)
    inner = [found for part in spec.values() for found in channels(part, name)]
    return ([own] if isinstance(own, dict) and "field" in own else []) + inner


@pytest.mark.parametrize("build", [process_spec, lines_spec, ranked_spec])
def test_what_is_told_by_colour_is_told_by_shape_or_dash_too(build: Any) -> None:
    spec = build()
    coloured = {one["field"] for one in channels(spec, "color")}
    otherwise = {one["field"] for name in ("shape", "strokeDash") for one in channels(spec, name)}
    assert coloured
    assert coloured <= otherwise


@pytest.mark.parametrize("build", [process_spec, lines_spec, ranked_spec])
def test_each_can_be_drawn_with_and_without_its_title(build: Any) -> None:
    drawer = Drawer()
    try:
        plain = drawer.draw(build(), "svg").decode()
        whole = palette.titled(build(), "The title", "The place", "The source")
        picture = drawer.draw(whole, "svg").decode()
    finally:
        drawer.close()
    assert plain.startswith("<svg")
    assert "The title" not in plain
    for text in ("The title", "The place", "The source"):
        assert text in picture


def test_a_specification_that_cannot_be_drawn_is_an_error_and_the_renderer_lives_on() -> None:
    drawer = Drawer()
    try:
        with pytest.raises(DrawingFailedError):
            drawer.draw({"mark": "no such mark", "data": {"values": []}}, "svg")
        assert drawer.draw(lines_spec(), "png").startswith(b"\x89PNG")
    finally:
        drawer.close()


def test_a_renderer_that_has_gone_is_started_again() -> None:
    drawer = Drawer()
    try:
        drawer.draw(lines_spec(), "svg")
        renderer = drawer._process._process
        assert renderer
        renderer.kill()
        assert drawer.draw(process_spec(), "svg").startswith(b"<svg")
    finally:
        drawer.close()


def test_the_process_chart_keeps_a_gap_where_a_value_is_missing() -> None:
    rows = process_spec()["data"]["values"]
    assert [row["value"] for row in rows] == [4.0, 12.0, None]
    assert rows[1]["judgement"] == "special cause concern"


def test_places_run_from_the_lowest_to_the_highest() -> None:
    rows = ranked_spec()["data"]["values"]
    assert [row["name"] for row in rows] == ["Next", "Here's place", "Far"]
    assert [row["place"] for row in rows] == [1, 2, 3]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    ("colour", "least"),
    [
        (palette.INK, 4.5),
        (palette.QUIET, 4.5),
        (palette.BRAND, 4.5),
        (palette.CONCERN, 3),
        (palette.IMPROVEMENT, 3),
        (palette.UNJUDGED, 3),
        (palette.FAINT, 3),
    ],
)
def test_contrast_with_white(colour: str, least: float) -> None:
    assert 1.05 / (luminance(colour) + 0.05) >= least
