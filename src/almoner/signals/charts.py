"""Charts for counts, proportions, rates and rare events: P, U, C, P', U', G and T.

Limits by the usual forms (Provost and Murray, The Health Care Data Guide; Laney, Quality
Engineering 14, 2002, for the primed charts). The special-cause rules are those of every chart.
"""

from __future__ import annotations

import numpy as np

from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.signals.batch import BoolArray, FloatArray, IntArray, SeriesBatch, segment_means
from almoner.signals.process_limits import Limits, compressed_starts, mean_moving_range, xmr_limits
from almoner.signals.process_reading import Groups, Options, ProcessReading, read_process

CHARTS = ("xmr", "p", "u", "c", "pp", "up", "g", "t")
"""pp and up are P' and U'."""

WITH_DENOMINATOR = frozenset({"p", "u", "pp", "up"})

D2 = 1.128
"""Mean range of two, in standard deviations."""

MEDIAN_OF_GEOMETRIC = 0.693
"""Centre line of a G chart as a share of its mean: half of all gaps lie on either side."""

T_POWER = 1 / 3.6
"""Power that makes exponential waiting times nearly normal (Nelson)."""


def plotted(chart: str, numerator: FloatArray, denominator: FloatArray | None) -> FloatArray:
    """The values a chart shows: numerator over denominator where it has one, else the counts.

    Raises Refusal where a chart lacks its denominators or cannot show such numbers.
    """
    if (numerator < 0).any():
        raise Refusal(_("a count or time under nought"), column="numerator")
    if chart not in WITH_DENOMINATOR:
        return numerator
    if denominator is None:
        raise Refusal(
            _("this chart needs denominators"), column="denominator", expected=_("one a numerator")
        )
    if chart in ("p", "pp") and (numerator > denominator).any():
        raise Refusal(_("more counted than there were to count"), column="numerator")
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(denominator > 0, numerator / denominator, np.nan)


def read_chart(
    chart: str,
    values: SeriesBatch,
    options: Options,
    denominator: FloatArray | None = None,
    excluded: BoolArray | None = None,
) -> ProcessReading:
    """Read series on one kind of chart.

    `values` are what `plotted` gives: proportions, rates, counts, cases between events (G) or time
    between events (T). `denominator` has one entry a point for P, U, P' and U'. Points that
    `excluded` marks are held against the limits but do not make them.
    """

    def limits_of(groups: Groups, baseline: BoolArray, screen: BoolArray, at: IntArray) -> Limits:
        sizes = np.ones(len(at)) if denominator is None else denominator[at]
        if excluded is not None:
            baseline = baseline & ~excluded[at]
        return chart_limits(chart, groups.values, sizes, baseline, groups.starts, screen)

    return read_process(values, options, limits_of)


def chart_limits(
    chart: str,
    values: FloatArray,
    sizes: FloatArray,
    baseline: BoolArray,
    starts: IntArray,
    screen: BoolArray,
) -> Limits:
    """Limits of one kind of chart at every point of a flat array of segments."""
    if chart == "xmr":
        return xmr_limits(values, baseline, starts, screen)
    if chart == "t":
        roots = xmr_limits(values**T_POWER, baseline, starts, screen)
        return roots.each(lambda line: np.maximum(line, 0) ** (1 / T_POWER))
    lengths = np.diff(np.append(starts, len(values)))
    if chart == "g":
        mean = np.repeat(_mean(values, baseline, starts), lengths)
        sigma = np.sqrt(mean * (mean + 1))
        limits = Limits.around(mean, 3 * sigma, 2 * sigma)
        limits.mean[:] *= MEDIAN_OF_GEOMETRIC
        return limits.each(lambda line: np.maximum(line, 0))
    centre = np.repeat(_pooled(values, sizes, baseline, starts), lengths)
    sigma = np.sqrt((centre * (1 - centre) if chart in ("p", "pp") else centre) / sizes)
    if chart in ("pp", "up"):
        sigma = sigma * np.repeat(_laney(values, centre, sigma, baseline, starts, screen), lengths)
    highest = 1.0 if chart in ("p", "pp") else np.inf
    limits = Limits.around(centre, 3 * sigma, 2 * sigma)
    return limits.each(lambda line: np.clip(line, 0, highest))


def _mean(values: FloatArray, baseline: BoolArray, starts: IntArray) -> FloatArray:
    return segment_means(values, baseline, starts)


def _pooled(
    values: FloatArray, sizes: FloatArray, baseline: BoolArray, starts: IntArray
) -> FloatArray:
    """All events of each baseline over all its cases."""
    events = _mean(values * sizes, baseline, starts)
    return events / _mean(sizes, baseline, starts)


def _laney(
    values: FloatArray,
    centre: FloatArray,
    sigma: FloatArray,
    baseline: BoolArray,
    starts: IntArray,
    screen: BoolArray,
) -> FloatArray:
    """How much wider than chance each segment varies from one point to the next."""
    with np.errstate(divide="ignore", invalid="ignore"):
        scores = np.where(sigma > 0, (values - centre) / sigma, np.nan)
    used = scores[baseline]
    return mean_moving_range(used, compressed_starts(baseline, starts), screen[baseline]) / D2
