"""A target as a path through the periods of a series, by its own season where it has one."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from almoner.catalogue.published import PublishedIndicator
from almoner.dashboards.regular import Regular, regular
from almoner.improvement.target_queries import Standing, ends
from almoner.measurements.history import History

if TYPE_CHECKING:
    from almoner.signals.batch import FloatArray

Path = tuple[float | None, float | None]
"""The low and the high end of the target in one period; None where there is none."""


def target_path(entry: PublishedIndicator, held: History, standing: Standing) -> list[Path]:
    """The ends of the target that counts in each period, spread over the year by the season."""
    if not standing.targets:
        return [(None, None)] * len(held.periods)
    added = _season(entry, held)
    return [_ends(standing, code, added.get(code, 0.0)) for code in held.periods]


def _ends(standing: Standing, period: str, added: float) -> Path:
    target = standing.at(period)
    if target is None:
        return None, None
    goal = ends(target)
    low, high = (
        None if math.isinf(one) else round(one + added, 4) for one in (goal.low, goal.high)
    )
    return low, high


def _season(entry: PublishedIndicator, held: History) -> dict[str, float]:
    """What the season adds in each period: nothing where it may be chance.

    Over a whole year the additions come to nothing, so that a path has its target as its mean.
    """
    series = regular(entry, held)
    if series is None or not series.is_full:
        return {}
    return dict(zip(series.periods, _effect(series).tolist(), strict=True))


def _effect(series: Regular) -> FloatArray:
    import numpy as np

    from almoner.signals.seasonality import seasons
    from almoner.signals.targets import trajectory

    found = seasons(series.values[np.newaxis], series.season, series.a_year)
    effect = found.effect(np.arange(series.a_year))[0]
    return trajectory(0.0, effect, series.season)
