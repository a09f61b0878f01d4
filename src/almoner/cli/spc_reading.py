"""Requests of `almoner spc` read together: those on one kind of chart in one go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from almoner.cli.json_lines import plain
from almoner.cli.spc_calendar import calendar_of, tell_what_fits
from almoner.cli.spc_request import SeriesRequest
from almoner.reference.language import _
from almoner.signals.batch import BoolArray, FloatArray, SeriesBatch
from almoner.signals.chart_choice import choose
from almoner.signals.charts import WITH_DENOMINATOR, plotted, read_chart
from almoner.signals.process_reading import Options, ProcessReading
from almoner.signals.run_chart import RunChart
from almoner.signals.running_charts import RUNNING, Running, read_running
from almoner.signals.seasonality import expected, read_adjusted
from almoner.signals.stable_shift import PERIOD, stable_shifts

WHY_STABLE = "stable_shift"


@dataclass(slots=True)
class Plan:
    """How one request will be read: its plotted values, and what was decided for it and why."""

    request: SeriesRequest
    chart: str
    adjusted: bool
    values: FloatArray
    denominator: FloatArray | None
    reasons: list[str]
    opens: list[int] = field(default_factory=list)
    excluded: BoolArray | None = None
    fix_after: int = 0
    found: list[int] = field(default_factory=list)
    statistic: dict[str, object] | None = None


def plan(request: SeriesRequest) -> Plan:
    """Decide chart and groups of one request. Raises Refusal where a chart cannot show it."""
    numbers = np.array(request.values, dtype=np.float64)
    sizes = None
    if request.denominator is not None:
        sizes = np.array(request.denominator, dtype=np.float64)
    chart, adjusted, reasons = request.chart, False, []
    if chart == "auto":
        season, a_year = calendar_of(request.dates)
        choice = choose(request.kind, numbers, sizes, season=season, period=a_year)
        chart, adjusted, reasons = choice.chart, choice.adjusted, choice.reasons
    if sizes is not None or chart not in ("xmr", *RUNNING):
        as_ratio = "u" if sizes is not None and chart not in WITH_DENOMINATOR else chart
        numbers = plotted(as_ratio, numbers, sizes)
    made = Plan(request, chart, adjusted, numbers, sizes, reasons, fix_after=request.fix_after)
    made.opens = [request.dates.index(day) for day in request.rebase]
    if request.stable_shift:
        _rebase(made)
    return made


def _rebase(made: Plan) -> None:
    """Let the Stable Shift method open groups; say so, and say where it cannot."""
    observed = np.flatnonzero(~np.isnan(made.values))
    shifts = stable_shifts(made.values[observed])
    if not shifts.opens:
        words = _("no automatic rebase: it needs {n} points")
        made.request.warnings.append(words.format(n=PERIOD))
        return
    made.found = observed[shifts.opens[1:]].tolist()
    made.opens = sorted({*made.opens, *made.found})
    made.excluded = np.zeros(len(made.values), dtype=np.bool_)
    made.excluded[observed[shifts.excluded]] = True
    made.fix_after = PERIOD


def read_plans(plans: Sequence[Plan]) -> list[tuple[list[Plan], SeriesBatch, ProcessReading]]:
    """Readings of the plans, grouped by chart; adjusted series one by one."""
    tell_what_fits(plans)
    by_chart: dict[object, list[Plan]] = defaultdict(list)
    for number, made in enumerate(plans):
        by_chart[number if made.adjusted else (made.chart, made.request.gather)].append(made)
    return [(group, *_read(group)) for group in by_chart.values()]


def _read(group: list[Plan]) -> tuple[SeriesBatch, ProcessReading]:
    offsets = np.zeros(len(group) + 1, dtype=np.int64)
    np.cumsum([len(made.values) for made in group], out=offsets[1:])
    batch = SeriesBatch(np.concatenate([made.values for made in group]), offsets)
    options = _options(group, batch)
    if group[0].adjusted:
        calendar = calendar_of(group[0].request.dates)
        addition, _season, _memory = expected(batch.values[np.newaxis], *calendar)
        reading = read_adjusted(batch.values[np.newaxis], addition, options)
    elif group[0].chart in RUNNING:
        found = read_running(
            group[0].chart, batch, options, group[0].request.gather, _excluded(group, batch)
        )
        _add_statistics(group, batch, found)
        reading = found.reading
    else:
        reading = read_chart(group[0].chart, batch, options, _sizes(group), _excluded(group, batch))
    scale = np.repeat([made.request.multiplier for made in group], batch.lengths)
    if (scale != 1).any():
        for line in (*_lines(reading), batch.values):
            line *= scale
    return batch, reading


def _add_statistics(group: list[Plan], batch: SeriesBatch, found: Running) -> None:
    """What a run, EWMA or CUSUM chart says beside limits and kinds, added to each plan."""
    opened = 0
    for number, made in enumerate(group):
        span = slice(int(batch.offsets[number]), int(batch.offsets[number + 1]))
        seen = found.reading.group[span][found.reading.kind[span] >= 0]
        groups = int(seen.max()) + 1 if len(seen) else 0
        part = slice(opened, opened + groups)
        opened += groups
        if found.runs is not None:
            made.statistic = _runs(found.runs, part)
        elif made.chart == "ewma":
            made.statistic = {"ewma": plain(found.upper[span] * made.request.multiplier)}
        else:
            made.statistic = {
                "upper": plain(found.upper[span]),
                "lower": plain(found.lower[span]),
                "decision": made.request.gather.decision,
            }


def _runs(found: RunChart, part: slice) -> dict[str, object]:
    """The runs tests, one entry a group."""
    return {
        "n_useful": found.useful[part].tolist(),
        "longest_run": found.longest_run[part].tolist(),
        "longest_run_max": found.longest_run_max[part].tolist(),
        "n_crossings": found.crossings[part].tolist(),
        "n_crossings_min": found.crossings_min[part].tolist(),
        "runs_signal": found.signal[part].tolist(),
    }


def _lines(reading: ProcessReading) -> tuple[FloatArray, ...]:
    limits = reading.limits
    return (limits.mean, limits.lower, limits.upper, limits.near_lower, limits.near_upper)


def _options(group: list[Plan], batch: SeriesBatch) -> Options:
    rebase = np.zeros(len(batch.values), dtype=np.bool_)
    for start, made in zip(batch.offsets.tolist(), group, strict=False):
        for position in made.opens:
            rebase[start + position] = True
    requests = [made.request for made in group]
    # A target is given on the scale of the answer; limits are scaled after they are judged.
    target = [
        np.nan if request.target is None else request.target / request.multiplier
        for request in requests
    ]
    return Options.default(
        batch,
        improvement=np.array([request.improvement for request in requests], dtype=np.int8),
        target=np.array(target, dtype=np.float64),
        fix_after=np.array([made.fix_after for made in group], dtype=np.int64),
        screen=np.array([request.screen for request in requests], dtype=np.bool_),
        rebase=rebase,
    )


def _sizes(group: list[Plan]) -> FloatArray | None:
    if group[0].chart not in WITH_DENOMINATOR:
        return None
    return np.concatenate([made.denominator for made in group if made.denominator is not None])


def _excluded(group: list[Plan], batch: SeriesBatch) -> BoolArray | None:
    if all(made.excluded is None for made in group):
        return None
    out = np.zeros(len(batch.values), dtype=np.bool_)
    for start, made in zip(batch.offsets.tolist(), group, strict=False):
        if made.excluded is not None:
            out[start : start + len(made.values)] = made.excluded
    return out
