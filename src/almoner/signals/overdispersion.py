"""How much more places differ than chance allows: phi and tau squared."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from almoner.signals.batch import FloatArray


class Dispersion(NamedTuple):
    """`phi` is the mean squared score (1 when chance explains all); `tau2` the variance between
    places on the transformed scale; `n` how many places they rest on."""

    phi: float
    tau2: float
    n: int


def winsorised(z: FloatArray, s: FloatArray, trim_by: float) -> tuple[FloatArray, FloatArray]:
    """Scores drawn in to their `trim_by` and 1 - `trim_by` quantiles (type 7); all are kept."""
    if not len(z):
        return z, s
    low, high = np.quantile(z, [trim_by, 1 - trim_by])
    return np.clip(z, low, high), s


def truncated(z: FloatArray, s: FloatArray, trim_by: float) -> tuple[FloatArray, FloatArray]:
    """Scores without the first and last of 1 / `trim_by` groups by rank, equal scores sharing it.

    Places with an infinite score (a count of nought on the log scale) are left out as well.
    """
    keep = np.isfinite(z)
    if trim_by > 0:
        # Imported here: it takes two seconds and fifty megabytes, and most funnels never ask.
        from scipy import stats

        groups = 1 / trim_by
        group = np.floor(stats.rankdata(z) * groups / (len(z) + 1))
        keep &= (group > 0) & (group < groups - 1)
    return z[keep], s[keep]


def dispersion(z: FloatArray, s: FloatArray) -> Dispersion:
    """Phi and tau squared of scores `z` with standard errors `s` (DerSimonian and Laird)."""
    n = len(z)
    if not n:
        return Dispersion(0.0, 0.0, 0)
    phi = float((z**2).sum() / n)
    weight = 1 / s**2
    scale = float(weight.sum() - (weight**2).sum() / weight.sum())
    if n * phi < n - 1 or scale <= 0:
        return Dispersion(phi, 0.0, n)
    return Dispersion(phi, max(0.0, (n * phi - (n - 1)) / scale), n)
