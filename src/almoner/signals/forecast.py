"""Forecasts of a series with intervals, chosen and judged on months that were held out.

Models are statsforecast's: exponential smoothing and the theta method, against the naive forecasts
(last value; same month last year). A model is used only if it beat both on the held-out months.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from scipy import special

from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.signals.batch import BoolArray, FloatArray
from almoner.signals.targets import one_sided

METHODS = ("ets", "theta", "seasonal_naive", "naive")
NAIVE = ("naive", "seasonal_naive")

FEWEST = 8
"""Observed points below which nothing is forecast."""

ORIGINS = 3
"""Times that the end of the series is held out and forecast."""


class BackTest(NamedTuple):
    """Errors on held-out points: mean absolute error by method, and the share of held-out values
    inside the chosen method's interval at each level. `points` is how many were forecast."""

    error: dict[str, float]
    inside: FloatArray
    points: int


class Forecast(NamedTuple):
    """`mean` and `sd` have one entry a period ahead; `lower` and `upper` one row a level."""

    method: str
    mean: FloatArray
    sd: FloatArray
    lower: FloatArray
    upper: FloatArray
    levels: FloatArray
    back_test: BackTest


class _Run(NamedTuple):
    mean: FloatArray
    sd: FloatArray


def forecast(
    values: FloatArray,
    horizon: int = 12,
    *,
    season: int = 12,
    levels: Sequence[float] = (0.8, 0.95),
    lowest: float = -np.inf,
    highest: float = np.inf,
) -> Forecast:
    """Forecast one series `horizon` periods ahead; gaps inside it are filled by straight lines.

    `season` is the number of periods in a year (1 for none); limits are held between `lowest` and
    `highest`. Raises Refusal with under eight observed points.
    """
    series = _filled(values)
    known = np.asarray(levels, dtype=np.float64)
    methods = _usable(len(series), season)
    test, method = _back_test(series, horizon, season, methods, known)
    run = _run(method, series, horizon, season)
    lower, upper = _interval(run, known)
    return Forecast(
        method,
        np.clip(run.mean, lowest, highest),
        run.sd,
        np.clip(lower, lowest, highest),
        np.clip(upper, lowest, highest),
        known,
        test,
    )


def _interval(run: _Run, levels: FloatArray) -> tuple[FloatArray, FloatArray]:
    reach = special.ndtri((1 + levels) / 2)[:, np.newaxis] * run.sd
    return run.mean - reach, run.mean + reach


def _filled(values: FloatArray) -> FloatArray:
    """The series from its first to its last value, without gaps."""
    seen = np.flatnonzero(~np.isnan(values))
    if len(seen) < FEWEST:
        raise Refusal(
            _("too short to forecast"),
            column="values",
            found=len(seen),
            expected=_("{n} values or more").format(n=FEWEST),
        )
    inside = np.arange(seen[0], seen[-1] + 1)
    return np.interp(inside, seen, values[seen])


def _usable(length: int, season: int) -> list[str]:
    """Methods that a series of this length can carry, the simplest last."""
    seasonal = season > 1 and length >= 2 * season
    return [name for name in METHODS if name != "seasonal_naive" or seasonal]


def _run(method: str, series: FloatArray, horizon: int, season: int) -> _Run:
    """One method's forecast and its standard deviation at each period ahead."""
    if np.ptp(series) == 0:
        return _Run(np.full(horizon, series[-1]), np.zeros(horizon))
    if method == "naive":
        spread = np.sqrt(np.mean(np.diff(series) ** 2) * np.arange(1, horizon + 1))
        return _Run(np.full(horizon, series[-1]), spread)
    if method == "seasonal_naive":
        ahead = np.arange(horizon)
        spread = np.sqrt(np.mean((series[season:] - series[:-season]) ** 2) * (ahead // season + 1))
        return _Run(series[-season:][ahead % season], spread)
    found = _model(method, len(series), season).forecast(y=series, h=horizon, level=[95])
    spread = (found["hi-95"] - found["lo-95"]) / (2 * 1.959963984540054)
    return _Run(np.asarray(found["mean"], dtype=np.float64), np.asarray(spread, dtype=np.float64))


def _model(method: str, length: int, season: int) -> Any:
    """The library's model. Imported here: it takes seconds, and most of Almoner never forecasts."""
    from statsforecast.models import AutoETS, DynamicOptimizedTheta

    cycle = season if length >= 2 * season else 1
    return {"ets": AutoETS, "theta": DynamicOptimizedTheta}[method](season_length=cycle)


def _back_test(
    series: FloatArray, horizon: int, season: int, methods: list[str], levels: FloatArray
) -> tuple[BackTest, str]:
    """Hold out the end, forecast it, several times over; the errors and the method to use."""
    errors: dict[str, list[FloatArray]] = {name: [] for name in methods}
    inside: dict[str, list[BoolArray]] = {name: [] for name in methods}
    for start in _origins(len(series), horizon, season):
        known, held = series[:start], series[start : start + horizon]
        for name in methods:
            run = _run(name, known, len(held), season if len(known) >= 2 * season else 1)
            lower, upper = _interval(run, levels)
            errors[name].append(np.abs(held - run.mean))
            inside[name].append((lower <= held) & (held <= upper))
    if not errors[methods[0]]:
        return BackTest({}, np.full(len(levels), np.nan), 0), "naive"
    error = {name: float(np.concatenate(parts).mean()) for name, parts in errors.items()}
    best_naive = min((name for name in NAIVE if name in error), key=error.__getitem__)
    best = min(error, key=error.__getitem__)
    method = best if error[best] < error[best_naive] else best_naive
    covered = np.concatenate(inside[method], axis=1)
    return BackTest(error, covered.mean(axis=1), covered.shape[1]), method


def _origins(length: int, horizon: int, season: int) -> list[int]:
    """Where to cut the series: up to three times, with enough left to learn from."""
    step = max(1, horizon // ORIGINS)
    least = max(FEWEST, 2 * season if length >= 3 * season else FEWEST)
    cuts = [length - horizon - step * turn for turn in range(ORIGINS)]
    enough = [cut for cut in cuts if cut >= least]
    if not enough and length - FEWEST >= 2:
        return [max(FEWEST, length - horizon)]
    return sorted(enough)


def chance_of_meeting(
    ahead: Forecast,
    target: float,
    improvement: int,
    *,
    measured: str = "mean",
    so_far: FloatArray | None = None,
) -> float:
    """Probability that the period meets its target, from the forecast's own uncertainty.

    `measured` says what is held against the target: the "last" value, or the "mean" or "sum" of
    the whole period, of which `so_far` has already been observed. Errors are taken to carry on
    from one month to the next, which makes sums and means less certain, not more. `improvement`
    is 1 where the target is to be reached or passed upwards, -1 downwards.
    """
    known = np.zeros(0) if so_far is None else so_far[~np.isnan(so_far)]
    months = len(known) + len(ahead.mean)
    spread = np.minimum.outer(ahead.sd**2, ahead.sd**2)
    if measured == "last":
        centre, variance = float(ahead.mean[-1]), float(ahead.sd[-1] ** 2)
    else:
        share = 1.0 if measured == "sum" else 1.0 / months
        centre = share * float(known.sum() + ahead.mean.sum())
        variance = share**2 * float(spread.sum())
    return one_sided(target, improvement).chance(centre, float(np.sqrt(variance)))
