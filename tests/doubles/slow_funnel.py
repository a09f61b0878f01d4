"""Over-dispersion of one funnel, written out place by place from the published formulae."""

from __future__ import annotations

import math


def quantile_7(values, p):
    """Linear interpolation between order statistics."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * p
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])


def slow_dispersion(kind, counts, sizes, trim_by=0.1):
    """(target, phi, tau2) for kinds proportion, ratio_of_counts, CQC and SHMI."""
    pooled = sum(counts) / sum(sizes)
    target = 1.0 if kind in ("CQC", "SHMI") else pooled
    z, s = [], []
    for x, n in zip(counts, sizes, strict=True):
        if kind == "proportion":
            error = 1 / (2 * math.sqrt(n))
            z.append((math.asin(math.sqrt(x / n)) - math.asin(math.sqrt(target))) / error)
        elif kind == "ratio_of_counts":
            error = math.sqrt(x / (x + 0.5) ** 2 + n / (n + 0.5) ** 2)
            z.append((math.log((x + 0.5) / (n + 0.5)) - math.log(target)) / error)
        elif kind == "CQC":
            error = 1 / (2 * math.sqrt(n))
            z.append((math.sqrt(x / n) - 1) / error)
        else:
            error = 1 / math.sqrt(n)
            z.append(math.log(x / n) / error)
        s.append(error)
    if kind == "SHMI":
        ranks = [(sum(a < b for a in z) + 1 + sum(a <= b for a in z)) / 2 for b in z]
        groups = [math.floor(rank / trim_by / (len(z) + 1)) for rank in ranks]
        kept = [i for i, group in enumerate(groups) if 0 < group < 1 / trim_by - 1]
        z, s = [z[i] for i in kept], [s[i] for i in kept]
    else:
        low, high = quantile_7(z, trim_by), quantile_7(z, 1 - trim_by)
        z = [min(max(score, low), high) for score in z]
    n = len(z)
    if not n:
        return target, 0.0, 0.0
    phi = sum(score**2 for score in z) / n
    if n * phi < n - 1 or n == 1:
        return target, phi, 0.0
    w = [1 / error**2 for error in s]
    return target, phi, max(0, (n * phi - (n - 1)) / (sum(w) - sum(x**2 for x in w) / sum(w)))
