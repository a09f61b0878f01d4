"""Each rule on the smallest series that shows it, and on the nearest one that does not."""

import numpy as np
import pytest

from almoner.reference.refusal import Refusal
from almoner.signals.batch import SeriesBatch
from almoner.signals.icons import ASSURANCE_ICONS, VARIATION_ICONS
from almoner.signals.process_reading import Options
from almoner.signals.special_causes import KINDS, POINT_TYPES
from almoner.signals.xmr import xmr

LEVEL = [10, 12, 9, 11, 10, 12, 9, 11, 10, 12, 9, 11]


def read(values, **options):
    batch = SeriesBatch.from_lists([values])
    if "rebase_at" in options:
        rebase = np.zeros(len(values), dtype=bool)
        rebase[options.pop("rebase_at")] = True
        options["rebase"] = rebase
    return xmr(batch, Options.default(batch, **options))


def kinds(values, **options):
    return [KINDS[code] if code >= 0 else None for code in read(values, **options).kind]


def directions(values, **options):
    return read(values, **options).direction.tolist()


def test_limits_are_2_66_mean_ranges_from_the_mean():
    reading = read([10, 12, 9, 11])
    assert reading.limits.mean[0] == 10.5
    assert reading.limits.upper[0] == pytest.approx(10.5 + 2.66 * 7 / 3)
    assert reading.limits.near_lower[0] == pytest.approx(10.5 - 2 / 3 * 2.66 * 7 / 3)


def test_a_range_at_3_267_mean_ranges_is_left_out_once():
    values = [*LEVEL, 60, *LEVEL]
    assert read(values).limits.upper[0] < read(values, screen=False).limits.upper[0]


def test_a_point_on_a_limit_is_not_outside_it():
    # Mean 0 and mean range 1: limits at 2.66 either side, by a baseline of alternating halves.
    base = [0.5, -0.5] * 6
    at, beyond = [*base, 2.66], [*base, 2.66 + 1e-9]
    assert kinds(at, fix_after=12)[-1] != "outside_limit"
    assert kinds(beyond, fix_after=12)[-1] == "outside_limit"


def test_seven_on_one_side_are_a_shift_and_six_are_not():
    base = [2.0, 0.0] * 6
    assert kinds([*base, *[1.1] * 7], fix_after=12)[-7:] == ["shift"] * 7
    assert kinds([*base, *[1.1] * 6], fix_after=12)[-6:] == ["common_cause"] * 6


def test_a_point_on_the_mean_breaks_a_shift():
    base = [2.0, 0.0] * 6
    assert set(kinds([*base, *[1.1] * 4, 1.0, *[1.1] * 4], fix_after=12)[12:]) == {"common_cause"}


def test_a_trend_is_seven_points_each_above_the_last():
    base = [0.0, 9.0] * 6
    rising = [1, 2, 3, 4, 5, 6, 7]
    found = kinds([*base, *rising, 3], fix_after=12)
    assert found[12:19] == ["trend"] * 7
    assert found[19] == "common_cause"
    level = [1, 2, 3, 4, 4, 5, 6, 7]
    assert "trend" not in kinds([*base, *level], fix_after=12)


def test_the_apex_of_a_rise_and_fall_takes_the_fall():
    values = [*[8.0, 0.0] * 6, 1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1]
    reading = read(values, fix_after=12)
    apex = values.index(7)
    assert KINDS[reading.kind[apex]] == "trend"
    assert reading.direction[apex - 1] == 1
    assert reading.direction[apex] == -1


def test_falling_points_above_the_mean_are_still_down():
    base = [0.0, 20.0] * 10
    falling = [18, 17, 16, 15, 14, 13, 12]
    reading = read([*base, *falling], fix_after=20, improvement=1)
    assert [POINT_TYPES[code] for code in reading.point_type[-6:]] == ["special_cause_concern"] * 6


def test_two_of_three_marks_only_the_points_near_the_limit():
    base = [0.5, -0.5] * 6
    found = kinds([*base, 2.0, 0.2, 2.1, -0.5], fix_after=12)
    assert found[12:] == ["two_of_three", "common_cause", "two_of_three", "common_cause"]


def test_two_of_three_needs_all_three_on_one_side():
    base = [0.5, -0.5] * 6
    assert "two_of_three" not in kinds([*base, 2.0, -0.2, 2.1, -0.5], fix_after=12)
    assert "two_of_three" not in kinds([*base, 2.0, -2.0, 0.1], fix_after=12)


def test_a_point_beyond_the_limit_does_not_count_as_near():
    base = [0.5, -0.5] * 6
    assert kinds([*base, 5.0, 2.0, 0.2, -0.5], fix_after=12)[12:14] == [
        "outside_limit",
        "common_cause",
    ]


def test_the_first_rule_that_matches_names_the_point():
    base = [0.5, -0.5] * 6
    rising = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 5.0]
    assert kinds([*base, *rising], fix_after=12)[-2:] == ["trend", "outside_limit"]


@pytest.mark.parametrize("values", [[5.0], [0.1] * 36, [1 / 3] * 20])
def test_one_point_and_a_constant_series_have_no_limits_and_only_common_cause(values):
    reading = read(values, improvement=1, target=9.0)
    assert np.isnan(reading.limits.upper).all()
    assert set(reading.kind) == {0}
    assert VARIATION_ICONS[reading.variation[0]] == "common_cause"


def test_groups_are_cut_at_a_rebase_and_no_rule_looks_across_it():
    high = [[20.0, 21.0][i % 2] for i in range(12)]
    low = [[1.0, 2.0][i % 2] for i in range(12)]
    assert set(kinds(high + low)) != {"common_cause"}
    assert set(kinds(high + low, rebase_at=[12])) == {"common_cause"}
    assert read(high + low, rebase_at=[12]).limits.mean[[0, -1]].tolist() == [20.5, 1.5]


def test_a_rebase_on_the_first_point_changes_nothing():
    assert read(LEVEL, rebase_at=[0]).group.tolist() == [0] * 12


def test_groups_under_thirteen_points_are_short():
    assert read([*LEVEL, 10]).short.tolist() == [False] * 13
    assert read([*LEVEL, 10, 11], rebase_at=[13]).short.tolist() == [False] * 13 + [True]


def test_a_period_without_a_value_is_stepped_over():
    with_hole = [*LEVEL[:5], None, *LEVEL[5:]]
    reading, plain = read(with_hole), read(LEVEL)
    assert reading.kind[5] == -1
    assert np.isnan(reading.limits.mean[5])
    assert reading.limits.upper[0] == plain.limits.upper[0]


def test_a_rebase_on_a_period_without_a_value_counts_from_the_next_point():
    assert read([1, 2, None, 3, 4], rebase_at=[2]).group.tolist() == [0, 0, 0, 1, 1]


@pytest.mark.parametrize(
    ("improvement", "target", "icon"),
    [
        (1, 99.0, "fail"),
        (-1, 99.0, "pass"),
        (1, -99.0, "pass"),
        (-1, -99.0, "fail"),
        (1, 10.0, "inconsistent"),
        (0, 99.0, None),
        (1, np.nan, None),
    ],
)
def test_assurance_holds_the_target_against_the_last_limits(improvement, target, icon):
    code = read(LEVEL, improvement=improvement, target=target).assurance[0]
    assert (ASSURANCE_ICONS[code] if code >= 0 else None) == icon


def test_a_target_on_a_limit_is_inconsistent():
    upper = read(LEVEL).limits.upper[0]
    assert ASSURANCE_ICONS[read(LEVEL, improvement=1, target=upper).assurance[0]] == "inconsistent"


@pytest.mark.parametrize(
    ("improvement", "last", "icon"),
    [
        (1, 99, "improvement_high"),
        (1, -99, "concern_low"),
        (-1, 99, "concern_high"),
        (-1, -99, "improvement_low"),
        (0, 99, "neutral_high"),
        (0, -99, "neutral_low"),
        (1, 10, "common_cause"),
    ],
)
def test_the_variation_icon_is_that_of_the_last_point(improvement, last, icon):
    reading = read([*LEVEL, last], improvement=improvement)
    assert VARIATION_ICONS[reading.variation[0]] == icon


def test_an_empty_series_among_others_has_no_icons():
    batch = SeriesBatch.from_lists([[], LEVEL, [None]])
    reading = xmr(batch, Options.default(batch, improvement=1, target=5.0))
    assert reading.variation.tolist() == [-1, 0, -1]
    assert reading.assurance[[0, 2]].tolist() == [-1, -1]


def test_a_baseline_under_twelve_points_is_refused():
    with pytest.raises(Refusal, match="12 or more"):
        Options.default(SeriesBatch.from_lists([LEVEL]), fix_after=11)


def test_slices_cover_every_series_once_whatever_their_size():
    batch = SeriesBatch.from_lists([[1.0] * n for n in (0, 5, 100, 3, 0, 7)])
    parts = list(batch.slices(8))
    assert [i for series, _ in parts for i in range(series.start, series.stop)] == list(range(6))
    assert sum(points.stop - points.start for _, points in parts) == 115
