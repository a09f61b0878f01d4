"""How strong the signal at the last point of each series is: what the policy on alerts weighs."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from almoner.signals.batch import FloatArray, SeriesBatch
from almoner.signals.process_reading import ProcessReading
from almoner.signals.special_causes import COMMON, OUTSIDE, TREND


class LastPoint(NamedTuple):
    """The last observed point of one series that is a special cause.

    `distance` is from the mean in standard deviations (NaN without limits); `run` how many points
    the run has that it ends (rising or falling points for a trend, points on one side otherwise);
    `baseline` how many points of its group came before it; `skew` theirs, towards the side of the
    signal (0 with under twelve).
    """

    series: int
    kind: int
    direction: int
    distance: float
    run: int
    baseline: int
    skew: float = 0.0


def last_points(batch: SeriesBatch, reading: ProcessReading) -> list[LastPoint]:
    """The series of a batch whose last observed point is a special cause, in order."""
    found = []
    for series in range(len(batch)):
        start, stop = int(batch.offsets[series]), int(batch.offsets[series + 1])
        seen = start + np.flatnonzero(reading.kind[start:stop] >= COMMON)
        if not len(seen) or reading.kind[seen[-1]] == COMMON:
            continue
        last = seen[-1]
        seen = seen[reading.group[seen] == reading.group[last]]
        mean, upper = float(reading.limits.mean[last]), float(reading.limits.upper[last])
        kind = int(reading.kind[last])
        values = batch.values[seen]
        steps = np.diff(values) if kind == TREND else values - mean
        run = _trailing(steps) + (1 if kind == TREND else 0)
        sigma = (upper - mean) / 3
        distance = (float(batch.values[last]) - mean) / sigma if sigma > 0 else float("nan")
        direction = int(reading.direction[last])
        skew = direction * _skew(values[: len(values) - run] if kind != OUTSIDE else values[:-1])
        found.append(LastPoint(series, kind, direction, distance, run, len(seen) - 1, skew))
    return found


def _skew(values: FloatArray) -> float:
    if len(values) < 12 or not values.std() > 0:
        return 0.0
    return float((((values - values.mean()) / values.std()) ** 3).mean())


def _trailing(steps: FloatArray) -> int:
    """How many at the end have the sign of the last."""
    other = np.flatnonzero(np.sign(steps) != np.sign(steps[-1])) if len(steps) else steps
    return len(steps) - (int(other[-1]) + 1 if len(other) else 0)
