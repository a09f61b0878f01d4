"""Is this team's share of something out of line with the other teams'?

Teams differ honestly, so the others are taken as draws from a beta distribution: its mean is
theirs, and its spread what theirs shows, never less than a floor. A team of which nobody else can
be asked is judged against nothing.
"""

from __future__ import annotations

import numpy as np
from scipy import special

from almoner.signals.batch import BoolArray, FloatArray, IntArray

FLOOR = 0.005


def negative_binomial_tail(x: float, mean: float, variance: float) -> float:
    """P(X >= x) of counts with this mean and this greater variance."""
    if x <= 0:
        return 1.0
    size, chance = mean**2 / (variance - mean), mean / variance
    return float(special.betainc(x, size, 1 - chance))


def likeness(x: FloatArray, n: FloatArray, floor: float = FLOOR) -> float:
    """Correlation within teams, by moments (0 is binomial), never under `floor`."""
    use = n > 0
    x, n = x[use], n[use]
    if len(n) < 2 or not 0 < x.sum() < n.sum():
        return floor
    mean = x.sum() / n.sum()
    excess = ((x - n * mean) ** 2 / (mean * (1 - mean))).sum() - n.sum()
    scale = (n * (n - 1)).sum()
    return float(np.clip(excess / scale if scale > 0 else 0.0, floor, 0.5))


def beta_binomial_tail(x: int, n: int, a: float, b: float) -> float:
    """P(X >= x) where X is binomial of n with a Beta(a, b) chance."""
    if x <= 0:
        return 1.0
    k = np.arange(x, n + 1)
    log = (
        special.gammaln(n + 1)
        - special.gammaln(k + 1)
        - special.gammaln(n - k + 1)
        + special.betaln(k + a, n - k + b)
        - special.betaln(a, b)
    )
    top = log.max()
    return float(np.clip(np.exp(top) * np.exp(log - top).sum(), 1e-300, 1.0))


def others_of(team: int, x: FloatArray, n: FloatArray) -> BoolArray:
    """The teams to compare a team with: all others, but for the highest where there are enough.

    Where two teams do the same, each would otherwise excuse the other.
    """
    others: BoolArray = (n > 0) & (np.arange(len(x)) != team)
    if others.sum() >= 3:
        rate = np.where(others, (x + 0.5) / (n + 1), -1.0)
        others[int(rate.argmax())] = False
    return others


def p_higher(x: IntArray, n: IntArray, floor: float = FLOOR) -> FloatArray:
    """For every team, the chance of a share as high as its own, were it like the others.

    NaN for teams without cases, and where fewer than two others have any.
    """
    own, of = x.astype(np.float64), n.astype(np.float64)
    found = np.full(len(x), np.nan)
    for team in np.flatnonzero(n > 0).tolist():
        if ((n > 0).sum() - 1) < 2:
            continue
        others = others_of(team, own, of)
        size = of[others].sum()
        mean = (own[others].sum() + 0.5) / (size + 1)
        if own[team] <= of[team] * mean:
            found[team] = 1.0
            continue
        rho = likeness(own[others], of[others], floor)
        # The others' mean is itself only an estimate.
        known = 1 / (rho + 1 / (size + 1))
        found[team] = beta_binomial_tail(
            int(x[team]), int(n[team]), mean * known, (1 - mean) * known
        )
    return found


def p_beyond(x: int, n: int, ordinary: float, like: float) -> float:
    """Chance of a share as high as x of n where up to `ordinary` is found anywhere.

    `like` is the correlation within a set: how unlike honest sets are.
    """
    if n <= 0 or x <= n * ordinary:
        return 1.0
    known = 1 / like
    return beta_binomial_tail(x, n, ordinary * known, (1 - ordinary) * known)
