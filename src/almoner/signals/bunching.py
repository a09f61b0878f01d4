"""How many values are heaped just inside a limit, against a smooth curve through the rest.

Counts by bin; a polynomial through the bins outside the excluded window (one dummy for each bin
inside it, and terms for round numbers if wanted); the excess B over the curve in the window up to
the limit, and b, B in heights of the curve at the limit. As in the R package bunching 0.8.6, whose
integration correction raises the bins above the window until the curve holds as many cases as
there were; its standard errors come from resampled residuals. Where we differ: cases missing above
the limit are counted apart; a correction goes on past a rise of B while it still closes in, and one
that does not settle is said not to have.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.signals.batch import BoolArray, FloatArray

_ROUNDS = 200


@dataclass(frozen=True, slots=True)
class Setting:
    """Where to look. Widths are in bins; `limit` is the last value in time, the top of its bin.

    `left` and `right` are the bins used below and above the limit's, `excluded_left` and
    `excluded_right` those kept out of the curve. `rounds` are units, such as 5, whose multiples
    get a term of their own.
    """

    limit: float
    width: float = 1.0
    left: int = 30
    right: int = 30
    excluded_left: int = 4
    excluded_right: int = 0
    degree: int = 7
    rounds: tuple[float, ...] = ()
    correct: bool = True


@dataclass(frozen=True, slots=True)
class Bunching:
    """Counts and curve by bin (`values` is each bin's top), and what stands above the curve.

    `excess` (B) is over the window up to the limit, `normalised` (b) is B over the curve's height
    at the limit, `missing` the shortfall in the excluded bins above it. `interval` is of B and
    `normalised_interval` of b, by bootstrap, at the level asked for.
    """

    values: FloatArray
    counts: FloatArray
    curve: FloatArray
    excluded: BoolArray
    excess: float
    normalised: float
    missing: float
    excess_error: float
    normalised_error: float
    interval: tuple[float, float]
    normalised_interval: tuple[float, float]
    settled: bool


@dataclass(frozen=True, slots=True)
class _Frame:
    """The regression's fixed parts."""

    place: FloatArray
    window: BoolArray
    below: BoolArray
    above: BoolArray
    smooth: FloatArray
    solve: FloatArray


def _check(setting: Setting) -> None:
    outside = setting.left + setting.right - setting.excluded_left - setting.excluded_right
    needed = setting.degree + 2 + len(setting.rounds)
    if setting.excluded_left > setting.left or setting.excluded_right > setting.right:
        raise Refusal(_("more bins left out than there are"), column="excluded_left")
    if outside < needed:
        raise Refusal(
            _("too few bins for the curve"),
            column="left",
            found=outside,
            expected=_("{n} or more bins outside the window").format(n=needed),
        )
    if setting.width <= 0:
        raise Refusal(_("cannot be used"), column="bin_width", found=setting.width, expected="> 0")


def _frame(setting: Setting) -> _Frame:
    place = np.arange(-setting.left, setting.right + 1, dtype=np.float64)
    window = (place >= -setting.excluded_left) & (place <= setting.excluded_right)
    # Scaled to one: the powers of forty days overflow the precision of the fit.
    scaled = place / float(max(setting.left, setting.right, 1))
    columns = [scaled**power for power in range(setting.degree + 1)]
    tops = setting.limit + place * setting.width
    for unit in setting.rounds:
        columns.append((np.abs(tops / unit - np.rint(tops / unit)) < 1e-9).astype(np.float64))
    smooth: FloatArray = np.column_stack(columns)
    solve: FloatArray = np.asarray(np.linalg.pinv(smooth[~window]), dtype=np.float64)
    below, above = window & (place <= 0), place > setting.excluded_right
    return _Frame(place, window, below, above, smooth, solve)


def binned(values: FloatArray, setting: Setting) -> FloatArray:
    """Counts by bin. A bin holds what is above the top of the one before it, up to its own top."""
    values = values[~np.isnan(values)]
    place = np.ceil((values - setting.limit) / setting.width - 1e-9)
    inside = (place >= -setting.left) & (place <= setting.right)
    bins = (place[inside] + setting.left).astype(np.int64)
    return np.bincount(bins, minlength=setting.left + setting.right + 1).astype(np.float64)


def _excess(frame: _Frame, counts: FloatArray, *, correct: bool) -> tuple[FloatArray, float, bool]:
    """The curve, B, and whether the correction settled."""
    above = counts[frame.above].sum()
    excess, step, raised, settled = 0.0, np.inf, counts, True
    for turn in range(_ROUNDS):
        curve = frame.smooth @ (frame.solve @ raised[~frame.window])
        new = float((counts - curve)[frame.below].sum())
        if not correct or above <= 0 or (turn and abs(new - excess) < 1):
            return curve, new, True
        if turn > 1 and abs(new - excess) >= step:
            # Away from, not towards, a settled value: the plain estimate is the safer one.
            settled = False
            break
        step, excess = abs(new - excess), new
        raised = np.where(frame.above, counts * (1 + excess / above), counts)
    curve = frame.smooth @ (frame.solve @ counts[~frame.window])
    return curve, float((counts - curve)[frame.below].sum()), settled


def bunching(
    values: FloatArray,
    setting: Setting,
    *,
    repeats: int = 200,
    level: float = 0.95,
    seed: int = 1,
) -> Bunching:
    """Excess mass just inside a limit. Raises Refusal where the setting leaves no curve to fit."""
    _check(setting)
    frame, counts = _frame(setting), binned(values, setting)
    curve, excess, settled = _excess(frame, counts, correct=setting.correct)
    height = float(curve[setting.left])
    draws = _bootstrap(frame, setting, counts, curve, repeats, seed)
    tails = [(1 - level) / 2, (1 + level) / 2]
    low, high = np.quantile(draws, tails, axis=0) if repeats else np.full((2, 2), np.nan)
    errors = draws.std(axis=0, ddof=1) if repeats > 1 else np.full(2, np.nan)
    late = frame.window & (frame.place > 0)
    return Bunching(
        values=setting.limit + frame.place * setting.width,
        counts=counts,
        curve=curve,
        excluded=frame.window,
        excess=excess,
        normalised=excess / height if height > 0 else np.nan,
        missing=float((curve - counts)[late].sum()),
        excess_error=float(errors[0]),
        normalised_error=float(errors[1]),
        interval=(float(low[0]), float(high[0])),
        normalised_interval=(float(low[1]), float(high[1])),
        settled=settled,
    )


def _bootstrap(
    frame: _Frame, setting: Setting, counts: FloatArray, curve: FloatArray, repeats: int, seed: int
) -> FloatArray:
    """B and b of counts redrawn: the fit plus residuals from outside the window."""
    rng = np.random.default_rng(seed)
    fitted = np.where(frame.window, counts, curve)
    residuals = (counts - curve)[~frame.window]
    draws = np.full((repeats, 2), np.nan)
    for repeat in range(repeats):
        again = np.maximum(fitted + rng.choice(residuals, len(counts)), 0.0)
        line, excess, _settled = _excess(frame, again, correct=setting.correct)
        height = line[setting.left]
        draws[repeat] = excess, excess / height if height > 0 else np.nan
    return draws
