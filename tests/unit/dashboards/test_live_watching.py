"""Early warning over many teams: false warnings bounded, one cause told once, each told once."""

from __future__ import annotations

import numpy as np
import pytest

from almoner.casework.queries import Unit
from almoner.casework.words import Words
from almoner.catalogue.published import Polarity
from almoner.dashboards.live_series import entry_of
from almoner.dashboards.live_watched import LIVE_WATCHED
from almoner.dashboards.live_watching import TeamRead, _by_unit, _together, chance_of
from almoner.dashboards.regular import Regular
from almoner.dashboards.watched import Watched
from almoner.dashboards.watching import Read, read
from almoner.improvement.telling import tell

WATCHED = {one.code: one for one in LIVE_WATCHED}
OPEN, OVERDUE = WATCHED["CH-ASSESSMENTS-OPEN"], WATCHED["CH-ASSESSMENTS-OVERDUE"]
MONTHS = 60


def series(watched: Watched, values: np.ndarray) -> Regular:
    """A made-up live series by month from April 2021."""
    words = Words(
        watched.code, 1, watched.code, "children", "", "", "", "", "", "children", 0, Polarity.NONE
    )
    months = [(3 + place) % 12 for place in range(MONTHS)]
    periods = [f"M{2021 + (3 + place) // 12}-{1 + months[place]:02}" for place in range(MONTHS)]
    return Regular(entry_of(words), periods, values, np.array(months, dtype=np.int64), 12)


def team_read(watched: Watched, seed: int, *, shift: float = 0.0, team: str = "T1") -> TeamRead:
    """A steady series of a team, that moves by so many standard deviations in its last months."""
    values = 100 + 8 * np.random.default_rng(seed).normal(size=MONTHS)
    values[-6:] += 8 * shift
    found = read(series(watched, values), watched)
    assert found
    return TeamRead(Unit(team, f"Team {team}", "team", "children"), found, chance_of(found))


def test_steady_series_seldom_pass_the_level() -> None:
    level, count = 0.02, 400
    seen = [team_read(OPEN, seed) for seed in range(count)]
    passed = sum(one.read.warns and one.chance <= level for one in seen)
    # Twice the promise, with room for chance: 16 at most of 400.
    assert passed <= 2 * level * count


def test_a_clear_shift_passes_among_hundreds() -> None:
    moved = team_read(OPEN, 3, shift=4)
    assert moved.read.warns
    assert moved.read.direction == 1
    assert moved.chance < 1 / 600


def test_what_feeds_another_leads_and_is_told_once() -> None:
    both = [team_read(OPEN, 3, shift=4), team_read(OVERDUE, 4, shift=4)]
    told = _by_unit(both, both)
    assert [one.told.lead.watched.code for one in told] == [OPEN.code]
    assert [one.watched.code for one in told[0].told.others] == [OVERDUE.code]


@pytest.mark.parametrize(("teams", "things"), [(2, 2), (3, 1), (12, 1)])
def test_many_teams_that_move_alike_have_one_cause(teams: int, things: int) -> None:
    shifted = (team_read(OPEN, seed, shift=4, team=f"T{seed}") for seed in range(30))
    moved = [one for one in shifted if one.read.warns][:teams]
    told = _together(_by_unit(moved, moved))
    assert len(told) == things
    assert sum(len(one.units) for one in told) == teams


def test_every_watched_series_has_a_next_step_and_feeds_are_known() -> None:
    for one in LIVE_WATCHED:
        assert str(one.next_step)
        assert not one.upstream or one.upstream in WATCHED


@pytest.mark.django_db
def test_a_warning_is_told_once_and_again_only_after_it_had_gone() -> None:
    first = ("CH-REFERRALS", "T1", 1)
    other = ("CH-REFERRALS", "T2", -1)

    def now(*keys: tuple[str, str, int]) -> list[tuple[str, str, int]]:
        standing = dict.fromkeys(keys, "M2026-01")
        return list(tell(authority="X1", standing=standing, by="ann"))

    assert now(first) == [first]
    assert now(first, other) == [other]
    assert now(other) == []
    assert now(first, other) == [first]


def test_a_read_without_a_warning_has_no_chance_to_tell() -> None:
    quiet = [team_read(OPEN, seed).read for seed in range(10)]
    assert {chance_of(one) for one in quiet if not one.direction} <= {1.0}
    assert isinstance(quiet[0], Read)
