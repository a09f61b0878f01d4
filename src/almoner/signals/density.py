"""Is there a break in how often values occur, at a cut-off?

The robust test of rddensity 3.0 (orders 2 and 3, triangular kernel, jackknife, combined
bandwidths), and binomial tests in widening windows. For durations in whole days the cut-off lies at
the half day after the limit, so that no value falls on it. A break by itself is no sign of wrong:
honest chasing before a limit makes one too.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats

from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.signals.batch import FloatArray
from almoner.signals.density_fit import ORDER, Distances, bandwidths, fit_sides

FEWEST = 20
WINDOWS = 10


@dataclass(frozen=True, slots=True)
class Window:
    """Values within some distance left and right of the cut-off, and their binomial p-value."""

    left_width: float
    right_width: float
    left: int
    right: int
    p: float


@dataclass(frozen=True, slots=True)
class DensityBreak:
    """Densities just left and right of a cut-off, and whether they differ.

    `density` and `error` are (left, right); `t` is of right minus left, bias corrected; `p` is two
    sided. `bandwidth` and `used` (numbers of values) are (left, right).
    """

    density: tuple[float, float]
    error: tuple[float, float]
    difference_error: float
    t: float
    p: float
    bandwidth: tuple[float, float]
    used: tuple[int, int]
    windows: tuple[Window, ...]


def density_break(
    values: FloatArray, cutoff: float, *, bandwidth: tuple[float, float] | None = None
) -> DensityBreak:
    """Test for a break at `cutoff`. Raises Refusal where a side has too few values to tell."""
    values = values[~np.isnan(values)]
    data = Distances.of(values, cutoff) if len(values) > 1 else None
    sides = (int((values < cutoff).sum()), int((values >= cutoff).sum()))
    if data is None or min(sides) < FEWEST or _distinct(data) < ORDER + 3:
        raise Refusal(
            _("too few values to fit both sides of the cut-off"),
            column="values",
            found=_("{left} below, {right} above").format(left=sides[0], right=sides[1]),
            expected=_("at least {n} on each side, of {k} different sizes").format(
                n=FEWEST, k=ORDER + 3
            ),
        )
    left, right = bandwidth or bandwidths(data)
    fit = fit_sides(data, left, right, ORDER + 1)
    variances = fit.variances()
    low, high = fit.derivative[1]
    t = (high - low) / float(np.sqrt(variances[2])) if variances[2] > 0 else 0.0
    x = data.x
    return DensityBreak(
        density=(float(low), float(high)),
        error=(float(np.sqrt(variances[0])), float(np.sqrt(variances[1]))),
        difference_error=float(np.sqrt(variances[2])),
        t=float(t),
        p=float(2 * stats.norm.sf(abs(t))),
        bandwidth=(left, right),
        used=(int(((x < 0) & (x >= -left)).sum()), int(((x >= 0) & (x <= right)).sum())),
        windows=_windows(data, left, right),
    )


def _distinct(data: Distances) -> int:
    return min(len(np.unique(data.x[data.x < 0])), len(np.unique(data.x[data.x >= 0])))


def _windows(data: Distances, left: float, right: float) -> tuple[Window, ...]:
    """Up to ten windows, the first with 20 values on each side, up to the bandwidths."""
    first = max(data.nearest(FEWEST, left=side) for side in (True, False))
    if first >= left or first >= right:
        widths = [(first, first)]
    else:
        step = [
            first if first * WINDOWS <= widest else (widest - first) / (WINDOWS - 1)
            for widest in (left, right)
        ]
        widths = [(first + k * step[0], first + k * step[1]) for k in range(WINDOWS)]
    return tuple(_window(data.x, *pair) for pair in widths)


def _window(x: FloatArray, left: float, right: float) -> Window:
    # A hair wider, so that values on the edge are not lost to rounding.
    below = int(((x < 0) & (-x <= left * (1 + 1e-12))).sum())
    above = int(((x >= 0) & (x <= right * (1 + 1e-12))).sum())
    p = float(stats.binomtest(below, below + above).pvalue) if below + above else 1.0
    return Window(left, right, below, above, p)
