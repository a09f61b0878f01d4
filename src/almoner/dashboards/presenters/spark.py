"""A series as a small line, drawn on the server: an SVG of a kilobyte with its words."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

WIDTH, HEIGHT, EDGE = 112, 40, 5

_CLASSES = {
    "special_cause_improvement": "app-spark__improvement",
    "special_cause_concern": "app-spark__concern",
}


def spark(
    values: Sequence[float | None],
    point_types: Sequence[str],
    mean: float | None,
    words: str,
) -> SafeString:
    """The line of `values`, broken where one is missing, with special causes and the last marked.

    Concern is a square and improvement a circle; `words` is the text alternative. Nothing for
    fewer than two values.
    """
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return SafeString("")
    low, high = min(known), max(known)
    scale = (HEIGHT - 2 * EDGE) / ((high - low) or 1)
    step = (WIDTH - 2 * EDGE) / max(len(values) - 1, 1)

    def across(place: int) -> float:
        return round(EDGE + place * step, 1)

    def down(value: float) -> float:
        flat = HEIGHT / 2 if high == low else HEIGHT - EDGE - (value - low) * scale
        return round(flat, 1)

    points = [(across(i), down(v)) if v is not None else None for i, v in enumerate(values)]
    parts = [f'<path class="app-spark__line" d="{_path(points)}"/>']
    if mean is not None and low <= mean <= high:
        y = down(mean)
        ends = f'x1="{EDGE}" x2="{WIDTH - EDGE}" y1="{y}" y2="{y}"'
        parts.insert(0, f'<line class="app-spark__mean" {ends}/>')
    parts += _marks(points, point_types)
    return format_html(
        '<svg class="app-spark" width="{}" height="{}" viewBox="0 0 {} {}" role="img" '
        'aria-label="{}" focusable="false">{}</svg>',
        WIDTH, HEIGHT, WIDTH, HEIGHT, words, mark_safe("".join(parts)),  # noqa: S308 numbers only
    )  # fmt: skip


def _path(points: Sequence[tuple[float, float] | None]) -> str:
    steps, drawing = [], False
    for point in points:
        if point is None:
            drawing = False
            continue
        steps.append(f"{'L' if drawing else 'M'}{point[0]} {point[1]}")
        drawing = True
    return "".join(steps)


def _marks(points: Sequence[tuple[float, float] | None], types: Sequence[str]) -> list[str]:
    marks = []
    last = max(place for place, point in enumerate(points) if point)
    for place, point in enumerate(points):
        if point is None:
            continue
        kind = types[place] if place < len(types) else ""
        radius = 4 if place == last else 2.5
        css = _CLASSES.get(kind) or ("app-spark__last" if place == last else "")
        if css == "app-spark__concern":
            side = radius * 2
            x, y = point[0] - radius, point[1] - radius
            box = f'x="{x:.1f}" y="{y:.1f}" width="{side}" height="{side}"'
            marks.append(f'<rect class="{css}" {box}/>')
        elif css:
            marks.append(f'<circle class="{css}" cx="{point[0]}" cy="{point[1]}" r="{radius}"/>')
    return marks
