"""Series by calendar, and what early warning says of steady and of shifted ones."""

from __future__ import annotations

import numpy as np
import pytest

from almoner.catalogue.published import published_indicators
from almoner.dashboards.regular import Regular, ahead, regular
from almoner.dashboards.watched import BY_CODE, WATCHED
from almoner.dashboards.watching import FALSE_ALARMS_A_YEAR, Read, grouped
from almoner.dashboards.watching import read as read_watched
from almoner.measurements.history import History
from almoner.signals.early_warning import watch

ENTRIES = published_indicators()
RELIEF, HOMES, REFERRALS = (
    "HCLIC-owed_relief_duty",
    "HCLIC-households_in_ta",
    "CIN-Referrals_month",
)


def read(series: Regular) -> Read | None:
    """A series read as the one that is watched under its code."""
    return read_watched(series, BY_CODE[series.entry.code])


def quarters(code: str, values: list[float]) -> Regular:
    """A made-up series by quarter from 2018."""
    periods = [f"Q{2018 + place // 4}-{1 + 3 * (place % 4):02}" for place in range(len(values))]
    made = regular(ENTRIES[code], History(periods=periods, values=list(values)))
    assert made
    return made


def steady(seed: int, count: int = 28) -> list[float]:
    """Chance about 300."""
    return (300 + 8 * np.random.default_rng(seed).normal(size=count)).tolist()


def shifted(seed: int, by: float, since: int, count: int = 28) -> list[float]:
    """The same, with a lasting shift."""
    values = np.array(steady(seed, count))
    values[since:] += by
    return values.tolist()


def test_a_gap_in_the_calendar_has_no_value() -> None:
    held = History(periods=["M2024-01", "M2024-04"], values=[1.0, 4.0])
    made = regular(ENTRIES[REFERRALS], held)
    assert made
    assert made.periods == ["M2024-01", "M2024-02", "M2024-03", "M2024-04"]
    assert np.isnan(made.values).tolist() == [False, True, True, False]
    assert made.season.tolist() == [0, 1, 2, 3]
    assert not made.is_full


def test_years_and_mixed_periods_are_not_regular() -> None:
    entry = ENTRIES[REFERRALS]
    assert regular(entry, History(periods=["Y2023", "Y2024"], values=[1.0, 2.0])) is None
    assert regular(entry, History(periods=["M2023-01", "Q2024-01"], values=[1.0, 2.0])) is None


def test_what_is_ahead_follows_the_calendar() -> None:
    assert ahead("M2024-11", 3) == ["M2024-12", "M2025-01", "M2025-02"]
    assert ahead("Q2024-10", 2) == ["Q2025-01", "Q2025-04"]


def test_a_shift_is_warned_of_once_it_began() -> None:
    found = read(quarters(RELIEF, shifted(1, 120, 25)))
    assert found
    assert found.warns
    assert found.since == 25
    assert found.by == pytest.approx(120, abs=15)


def test_a_shift_of_long_ago_is_not_new() -> None:
    found = read(quarters(RELIEF, shifted(1, 120, 21)))
    assert found
    assert found.direction == 1
    assert not found.warns


def test_a_small_shift_does_not_matter() -> None:
    quiet = [
        300 + (value - 300) / 4 - (8 if place >= 24 else 0) for place, value in enumerate(steady(1))
    ]
    found = read(quarters(RELIEF, quiet))
    assert found
    assert found.direction == -1
    assert found.size > 1
    assert not found.warns


def test_one_cause_is_told_once_and_what_came_before_is_named() -> None:
    together = [read(quarters(code, shifted(2, 120, 25))) for code in (RELIEF, HOMES)]
    told = grouped(one for one in together if one)
    assert [one.lead.watched.code for one in told] == [RELIEF]
    assert [one.watched.code for one in told[0].others] == [HOMES]
    earlier = [
        read(quarters(RELIEF, shifted(2, 120, 21))),
        read(quarters(HOMES, shifted(2, 120, 25))),
    ]
    told = grouped(one for one in earlier if one)
    assert [one.lead.watched.code for one in told] == [HOMES]
    assert [one.watched.code for one in told[0].before] == [RELIEF]


def test_opposite_ways_are_two_causes() -> None:
    apart = [
        read(quarters(RELIEF, shifted(2, -120, 25))),
        read(quarters(HOMES, shifted(2, 120, 25))),
    ]
    assert len(grouped(one for one in apart if one)) == 2


def test_too_short_or_constant_is_not_read() -> None:
    assert read(quarters(RELIEF, steady(1, 20))) is None
    assert read(quarters(RELIEF, [300.0] * 28)) is None


def test_the_false_alarms_that_are_stated_hold_for_quarters_that_remember() -> None:
    chance = np.random.default_rng(3).normal(size=(2000, 77))
    series = np.zeros_like(chance)
    for place in range(1, 77):
        series[:, place] = 0.5 * series[:, place - 1] + chance[:, place]
    season = np.arange(27) % 4
    found = watch(100 + series[:, 50:], 20, season, 4)
    a_year = found.fresh.sum() / 2000 / 7 * 4
    assert a_year == pytest.approx(FALSE_ALARMS_A_YEAR[4], abs=0.05)


def test_every_watched_indicator_is_in_the_catalogue_and_so_is_what_feeds_it() -> None:
    for one in WATCHED:
        assert one.code in ENTRIES
        assert not one.upstream or one.upstream in BY_CODE
        assert str(one.next_step)


def test_a_figure_that_is_missing_has_one_that_was_to_be_expected() -> None:
    values = steady(3)
    values[-3] = float("nan")
    found = read(quarters(RELIEF, values))
    assert found
    assert np.isfinite(found.expected).all()
