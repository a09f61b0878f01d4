"""Sentences, paired readings, leading signals, and the policy on alerts."""

import math

import numpy as np
import pytest
from scipy import stats

from almoner.signals.alerts import SCREENED, Policy, Signal, bar, chance_of, decide
from almoner.signals.batch import SeriesBatch
from almoner.signals.last_point import last_points
from almoner.signals.leading import age_of_open, blockage_sentence, blockages, flow
from almoner.signals.paired import PAIRS, paired, paired_sentence
from almoner.signals.process_reading import Options
from almoner.signals.special_causes import COMMON, OUTSIDE, SHIFT, TREND, TWO_OF_THREE
from almoner.signals.standing import STANDINGS
from almoner.signals.targets import Assurance
from almoner.signals.words import (
    assurance,
    change,
    funnel,
    method_card,
    rank,
    standing,
    variation,
)
from almoner.signals.xmr import xmr


@pytest.mark.parametrize("kind", [OUTSIDE, TREND, TWO_OF_THREE, SHIFT])
@pytest.mark.parametrize("direction", [1, -1])
def test_nothing_is_good_or_bad_without_polarity(kind, direction):
    assert variation(kind, direction, 0).judged == 0
    for word in ("improvement", "concern"):
        assert word not in variation(kind, direction, 0).sentence
    assert "improvement" in variation(kind, direction, direction).sentence
    assert "concern" in variation(kind, direction, -direction).sentence


def test_common_cause_and_no_value_say_so():
    assert "Nothing has changed" in variation(COMMON, 0, 1).sentence
    assert "no value" in variation(-1, 0, 1).sentence


def test_every_assurance_has_its_sentence():
    assert len({assurance(found) for found in Assurance}) == 4


def test_a_change_is_said_in_the_units_shown():
    assert change(-2.34, 1, -1, unit=" %", decimals=1).sentence == (
        "Down 2.3 % since the last figure, which is better."
    )
    assert change(2.0, 3, -1, unit="", decimals=0).sentence == (
        "Up 2 since the last figure (3 periods ago), which is worse."
    )
    assert change(0.04, 1, 1, unit="", decimals=1).judged == 0
    assert change(5.0, 1, 0, unit="", decimals=0).sentence.endswith("figure.")
    assert "no earlier" in change(np.nan, 0, 1, unit="", decimals=0).sentence


def test_a_rank_says_where_one_is():
    assert rank(47, 153, 1, -1) == "47 of 153, where 1 is the best."
    assert rank(3, 10, 2, 0) == "3 of 10, where 1 is the highest, shared by 2."
    assert "Not ranked" in rank(0, 0, 0, 1)


def test_a_standing_is_never_better_or_worse_without_polarity():
    words = {STANDINGS[code]: standing(code, "England") for code in range(len(STANDINGS))}
    assert words["better"].startswith("Better than England")
    for neutral in ("higher", "lower", "similar"):
        assert not {"better", "worse"} & set(words[neutral].lower().split())
    assert "nothing" in standing(-1, "England")


def test_a_place_outside_a_funnel_is_a_question():
    assert "ask" in funnel(1, -1, adjusted=True).sentence
    assert funnel(1, -1, adjusted=True).judged == -1
    assert "chance alone" in funnel(0, 1, adjusted=False).sentence


def test_a_method_card_works_through_the_series():
    batch = SeriesBatch.from_lists([[10, 12, 9, 11, 10, 12, 9, 30], [], [5, 5]])
    reading = xmr(batch, Options.default(batch))
    card = method_card(batch, reading, 0)
    assert "8 figures" in card[0]
    assert any("2.66 times" in line for line in card)
    assert "higher than" in card[-1]
    assert len(method_card(batch, reading, 1)) == 1
    assert "do not vary enough" in method_card(batch, reading, 2)[-1]


def test_a_gain_while_the_counter_measure_worsens_is_one_finding():
    target = np.array([0, 1, 1, -1, -1, 1, -1, 0, 0], dtype=np.int8)
    counter = np.array([0, 1, -1, -1, 1, 0, 0, -1, 1], dtype=np.int8)
    found = [PAIRS[code] for code in paired(target, counter)]
    assert found == [
        "no_change", "real_gain", "gain_at_a_cost", "real_loss", "relief", "gain", "loss", "cost",
        "no_change",
    ]  # fmt: skip
    assert "bought" in paired_sentence(2, "Timeliness", "re-referrals")


def test_a_process_fills_where_arrivals_clearly_pass_completions():
    steady = np.full((1, 12), 50.0)
    found = flow(np.vstack([steady, steady + 20]), np.vstack([steady, steady]), np.array([5.0, 5]))
    assert found.filling.tolist() == [False, True]
    assert found.open[:, -1].tolist() == [5.0, 245.0]
    assert found.excess[1, -1] == 120


def test_the_age_of_open_work_counts_only_what_is_open():
    started, ended = np.array([0, 10, 20, 99]), np.array([-1, 15, -1, -1])
    found = age_of_open(started, ended, on=50, limit=45)
    assert found == (2, 40.0, 0.5)
    assert age_of_open(started, ended, on=-5, limit=1).open == 0


def test_a_blockage_is_the_step_that_fills_and_starves_the_next():
    into = np.full((3, 12), 60.0)
    out = into.copy()
    out[1, 6:] = 20
    into[2, 6:] = 20
    out[2, 6:] = 20
    [found] = blockages(into, out)
    assert (found.step, found.extra, found.starved) == (1, 240.0, [2])
    sentence = blockage_sentence(found, ["contact", "assessment", "plan"], 6)
    assert "240 more came into assessment" in sentence
    assert "plan" in sentence
    assert blockages(np.full((3, 12), 60.0), np.full((3, 12), 60.0)) == []


def signal(indicator="a", place="t1", direction=1, judged=-1, chance=1e-9, size=4.0, step="Look."):
    return Signal(indicator, place, "2024-04", direction, judged, chance, size, step)


def run(signals, **options):
    return decide(signals, Policy(), series=100, periods_a_year=12, **options)


def test_the_bar_is_the_years_false_alarms_shared_over_all_looks():
    assert bar(Policy(false_alarms=6), 1000, 12) == 6 / (2 * 1000 * 12)
    assert bar(Policy(), 0, 12) == 1
    assert run([]).expected_false_alarms == 12


def test_an_alert_is_unlikely_large_new_and_has_a_next_step():
    kept = signal()
    found = run(
        [kept, signal(place="t2", chance=0.05), signal(place="t3", size=0.5),
         signal(place="t4", step="")]
    )  # fmt: skip
    assert [alert.signals for alert in found.alerts] == [(kept,)]
    assert found.held_back == {"chance": 1, "small": 2, "told": 0}


def test_what_was_told_is_not_told_again_until_it_has_gone():
    first = run([signal()])
    second = run([signal()], told=first.told)
    gone = run([], told=second.told)
    back = run([signal()], told=gone.told)
    turned = run([signal(direction=-1)], told=first.told)
    assert [len(d.alerts) for d in (first, second, gone, back, turned)] == [1, 0, 0, 1, 1]


def test_twelve_teams_that_move_together_are_one_alert():
    teams = {f"t{n}": "council" for n in range(12)}
    found = run([signal(place=team) for team in teams], parents=teams)
    [alert] = found.alerts
    assert (alert.place, len(alert.signals)) == ("council", 12)
    assert "12 places" in alert.sentence
    assert len(run([signal(place=t) for t in ("t1", "t2")], parents=teams).alerts) == 2


def test_an_upstream_blockage_speaks_for_what_it_feeds():
    found = run(
        [signal("late plans"), signal("late assessments", step="See the duty desk.")],
        upstream={"late plans": "late assessments"},
    )
    [alert] = found.alerts
    assert alert.indicator == "late assessments"
    assert "duty desk" in alert.next_step


def test_concern_comes_before_improvement():
    found = run([signal("good", judged=1), signal("bad", judged=-1)])
    assert [alert.indicator for alert in found.alerts] == ["bad", "good"]


def test_longer_runs_and_further_points_are_less_likely():
    assert chance_of(COMMON, 0, 0) == 1
    assert chance_of(OUTSIDE, 3, 1) == pytest.approx(0.0035, abs=1e-4)
    assert chance_of(OUTSIDE, 3, 1, baseline=20) > 2 * chance_of(OUTSIDE, 3, 1)
    assert chance_of(OUTSIDE, np.nan, 1) == 1
    assert chance_of(SHIFT, 1, 12) < chance_of(SHIFT, 1, 7) == pytest.approx(1 / 64, rel=0.02)
    assert chance_of(SHIFT, 1, 9, baseline=20) > chance_of(SHIFT, 1, 9)
    assert chance_of(TREND, 1, 7) == pytest.approx(2 / 5040)
    assert chance_of(TWO_OF_THREE, 2, 2) == pytest.approx(0.0031, abs=1e-4)


def read_online(matrix, months, policy):
    """Alerts month by month over a catalogue, each month knowing only those before it."""
    told, alerts = frozenset(), []
    for month in range(months):
        upto = matrix[:, : matrix.shape[1] - months + month + 1]
        batch = SeriesBatch.from_matrix(upto)
        options = Options.default(batch, improvement=1, fix_after=matrix.shape[1] - months)
        signals = [
            Signal("i", str(last.series), str(month), last.direction, last.direction,
                   chance_of(last.kind, last.distance, last.run, matrix.shape[1] - months),
                   last.distance, "Look.")
            for last in last_points(batch, xmr(batch, options))
        ]  # fmt: skip
        found = decide(signals, policy, series=len(matrix), periods_a_year=12, told=told)
        told, alerts = found.told, alerts + list(found.alerts)
    return alerts


def test_a_year_of_a_steady_catalogue_tells_no_more_than_the_policy_bears():
    years = [
        len(read_online(np.random.default_rng(seed).normal(50, 5, (600, 60)), 12, Policy()))
        for seed in range(12, 17)
    ]
    assert np.mean(years) <= 12
    steady = np.random.default_rng(12).normal(50, 5, (600, 60))
    plain = xmr(SeriesBatch.from_matrix(steady))
    assert (plain.kind.reshape(600, 60)[:, -12:] != 0).sum() > 20 * years[0]


def test_a_leaning_series_is_not_alarmed_by_its_own_long_tail():
    upright, leaning = (chance_of(OUTSIDE, 5.0, 1, 48, skew) for skew in (0.0, 1.0))
    assert leaning > 10 * upright
    assert chance_of(OUTSIDE, -5.0, 1, 48, -1.0) == upright
    assert chance_of(SHIFT, 1.0, 9, 48, -1.0) > chance_of(SHIFT, 1.0, 9, 48, 1.0)
    exact = 2 * stats.pearson3.sf(5 / (SCREENED * math.sqrt(1 + 1 / 48)), 1.0)
    assert leaning == pytest.approx(exact)


def test_what_was_told_and_lasts_is_named_as_told():
    first = run([signal()])
    second = run([signal()], told=first.told)
    assert [s.key for s in second.already] == [signal().key]
    assert not first.already


def test_shifts_that_matter_still_come_through():
    moved = np.random.default_rng(13).normal(50, 5, (600, 60))
    moved[:20, 50:] += 20
    told = {alert.place for alert in read_online(moved, 12, Policy(false_alarms=12))}
    assert len(told & {str(n) for n in range(20)}) >= 18


def test_the_last_point_says_how_long_its_run_is_and_how_far_it_lies():
    base = [2.0, 0.0] * 6
    batch = SeriesBatch.from_lists([[*base, *[1.5] * 9], [*base, 1.0], [], [*base, 30, None]])
    shift, far = last_points(batch, xmr(batch, Options.default(batch, fix_after=12)))
    assert (shift.series, shift.direction, shift.run, shift.baseline) == (0, 1, 9, 20)
    assert (far.series, far.kind) == (3, OUTSIDE)
    assert far.distance == pytest.approx(29 / (2.66 * 2 / 3))
