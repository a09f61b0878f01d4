"""Run, EWMA and CUSUM charts against sums done step by step, and in the command's own lines."""

import json

import numpy as np
import pytest
from typer.testing import CliRunner

from almoner.cli.spc import app
from almoner.signals.batch import SeriesBatch
from almoner.signals.process_reading import Options
from almoner.signals.run_chart import run_chart
from almoner.signals.running_charts import Gather, read_running
from almoner.signals.special_causes import COMMON, OUTSIDE, SHIFT

MOVED = np.concatenate(
    [np.tile([10.0, 12, 9, 11], 5), np.array([14.0, 13, 13.5, 12.5, 14, 13, 14, 12.5, 13, 14])]
)


def read(chart, values, gather=None, **options):
    batch = SeriesBatch.from_matrix(np.atleast_2d(values))
    return read_running(chart, batch, Options.default(batch, **options), gather)


def spread(values):
    return np.abs(np.diff(values)).mean() / 1.128


def test_an_ewma_is_the_weighted_mean_step_by_step():
    found = read("ewma", MOVED, fix_after=20, screen=False)
    mean, sigma = MOVED[:20].mean(), spread(MOVED[:20])
    level = mean
    for at, value in enumerate(MOVED):
        level = 0.2 * value + 0.8 * level
        reach = 2.86 * sigma * np.sqrt(0.2 / 1.8 * (1 - 0.8 ** (2 * at + 2)))
        assert found.upper[at] == pytest.approx(level)
        assert found.reading.limits.upper[at] == pytest.approx(mean + reach)
        assert (found.reading.kind[at] == OUTSIDE) == (abs(level - mean) > reach)
    assert found.reading.direction[-1] == 1


def test_a_cusum_gathers_what_passes_the_allowance_and_starts_again():
    gather = Gather(allowance=0.4, decision=4.0)
    found = read("cusum", MOVED, gather, fix_after=20, screen=False)
    mean, sigma = MOVED[:20].mean(), spread(MOVED[:20])
    high = low = 0.0
    for at, value in enumerate(MOVED):
        high = max(0.0, high + (value - mean) / sigma - 0.4)
        low = max(0.0, low - (value - mean) / sigma - 0.4)
        assert (found.upper[at], found.lower[at]) == pytest.approx((high, low))
        assert (found.reading.kind[at] == OUTSIDE) == (max(high, low) > 4.0)
        high, low = (0.0 if part > 4.0 else part for part in (high, low))


def test_a_small_lasting_shift_is_seen_by_both_and_not_by_a_steady_series():
    for chart in ("ewma", "cusum"):
        assert (read(chart, MOVED, fix_after=20).reading.kind == OUTSIDE).any()
        assert (read(chart, MOVED[:20]).reading.kind == COMMON).all()


def test_a_run_chart_marks_the_runs_that_are_too_long():
    values = np.array([5.0, 9, 4, 8, 5, 9, 4, 8] + [1.0, 2] * 5 + [8.0, 9] * 5)
    found = read("run", values, improvement=1)
    plain = run_chart(SeriesBatch.from_matrix(values[np.newaxis]))
    assert found.reading.limits.mean == pytest.approx(np.median(values))
    assert (found.reading.kind == SHIFT).sum() == 2 * plain.longest_run[0] == 20
    assert found.reading.variation[0] == 1


def test_gaps_and_rebases_begin_afresh_in_every_group():
    values = np.concatenate([MOVED[:15], [np.nan], MOVED[:15] + 100])
    opens = np.arange(31) == 16
    for chart in ("ewma", "cusum", "run"):
        reading = read(chart, values, rebase=opens).reading
        assert reading.kind[15] == -1
        assert np.isnan(reading.limits.mean[15])
        assert (reading.kind[:15] == COMMON).all()
        assert (reading.kind[16:] == COMMON).all()
        assert reading.limits.mean[-1] - reading.limits.mean[0] == pytest.approx(100)


def test_a_constant_series_and_an_empty_one_say_nothing():
    for values in (np.full(20, 7.0), np.full(3, np.nan), np.zeros(0)):
        for chart in ("ewma", "cusum", "run"):
            assert not (read(chart, values).reading.kind > COMMON).any()


def lines(*requests):
    result = CliRunner().invoke(app, input="\n".join(map(json.dumps, requests)) + "\n")
    return result, [json.loads(line) for line in result.stdout.splitlines()]


def test_each_chart_answers_with_its_own_statistic():
    values = MOVED.tolist()
    result, found = lines(
        *({"id": chart, "chart": chart, "values": values} for chart in ("ewma", "cusum", "run")),
        {"id": "xmr", "values": values},
        {"id": "lighter", "chart": "ewma", "values": values, "ewma_weight": 1},
    )
    ewma, cusum, run, xmr, lighter = found
    assert result.exit_code == 0
    assert [one["chart"] for one in found] == ["ewma", "cusum", "run", "xmr", "ewma"]
    assert len(ewma["statistic"]["ewma"]) == len(values)
    assert lighter["statistic"]["ewma"] == pytest.approx(values)
    assert cusum["statistic"]["decision"] == 4.77
    assert cusum["upl"] == [None] * len(values)
    assert run["statistic"]["longest_run_max"] == [8]
    assert xmr["statistic"] is None


def test_run_tests_are_given_for_every_group_and_every_line():
    dates = [f"{2022 + n // 12}-{n % 12 + 1:02d}-01" for n in range(30)]
    line = {"chart": "run", "values": MOVED.tolist(), "dates": dates}
    _result, [two, one] = lines(
        {"id": 1, **line, "rebase": [dates[20]]}, {"id": 2, **line, "values": [None] * 30}
    )
    assert len(two["statistic"]["runs_signal"]) == 2
    assert one["statistic"]["runs_signal"] == []


@pytest.mark.parametrize(
    "wrong", [{"ewma_weight": 0}, {"ewma_weight": 2}, {"cusum_decision": "a"}, {"ewma_width": -1}]
)
def test_settings_that_cannot_be_are_refused_by_name(wrong):
    result, [answer] = lines({"id": 1, "values": [1, 2], "chart": "ewma", **wrong})
    assert result.exit_code == 2
    assert next(iter(wrong)) in answer["error"]
