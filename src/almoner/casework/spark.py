"""A series as a small line, drawn on the server."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, EDGE = 112, 40, 5


@dataclass(frozen=True)
class Spark:
    """The path of a line and where it ends, in a box of WIDTH by HEIGHT; `words` says the same."""

    path: str
    last_x: float
    last_y: float
    words: str
    width: int = WIDTH
    height: int = HEIGHT


def spark(values: Sequence[float | None], words: str) -> Spark | None:
    """The line of `values`, broken where one is missing; nothing for fewer than two values."""
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return None
    low, high = min(known), max(known)
    step = (WIDTH - 2 * EDGE) / (len(values) - 1)
    scale = (HEIGHT - 2 * EDGE) / ((high - low) or 1)
    path, pen, at = [], "M", (0.0, 0.0)
    for place, value in enumerate(values):
        if value is None:
            pen = "M"
            continue
        down = HEIGHT / 2 if high == low else HEIGHT - EDGE - (value - low) * scale
        at = round(EDGE + place * step, 1), round(down, 1)
        path.append(f"{pen}{at[0]} {at[1]}")
        pen = "L"
    return Spark("".join(path), *at, words)
