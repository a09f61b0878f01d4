"""Each way of bending records in a plain set where everything else is honest; and its innocents."""

from dataclasses import replace

import numpy as np
import pytest

from almoner.signals.integrity.cases import Cases
from almoner.signals.integrity.decision import decide
from almoner.signals.integrity.lead import (
    BACK_DATING,
    BUNCHING,
    BURST,
    COPIES,
    DIGITS,
    DROPPED,
    KINDS,
    LATE_ENTRY,
    RESTARTED,
)
from almoner.signals.integrity.questions import innocent, questions

TEAMS, EACH, LIMIT = 6, 250, 45


def plain(seed=1):
    rng = np.random.default_rng(seed)
    n = TEAMS * EACH
    start = np.floor(rng.uniform(19_448, 19_813, n))
    end = start + np.rint(rng.gamma(5, 7.5, n))
    return Cases(
        limit=LIMIT,
        ids=[f"C{number:04d}" for number in rng.permutation(n)],
        teams=[f"Team {team}" for team in "ABCDEF"],
        team=np.repeat(np.arange(TEAMS), EACH),
        start=start,
        end=end,
        recorded=end + rng.poisson(3, n),
    )


def first_late(cases, number, reach=25):
    days = cases.duration
    return np.flatnonzero(cases.of(0) & (days > LIMIT) & (days <= LIMIT + reach))[:number]


def with_end(cases, rows, end, *, recorded=True):
    ends, entered = cases.end.copy(), cases.recorded.copy()
    if recorded:
        entered[rows] += end - ends[rows]
    ends[rows] = end
    return replace(cases, end=ends, recorded=entered)


def joined(cases, rows, ids, **columns):
    parts = {
        name: np.concatenate([getattr(cases, name), columns.get(name, getattr(cases, name)[rows])])
        for name in ("team", "start", "end", "recorded")
    }
    return replace(cases, ids=[*cases.ids, *ids], **parts)


def pulled(cases):
    rows = first_late(cases, 45)
    return with_end(cases, rows, cases.start[rows] + 44 + np.arange(len(rows)) % 2)


def back_dated(cases):
    rows = first_late(cases, 40)
    end = cases.start[rows] + LIMIT - np.arange(len(rows)) % 7
    return with_end(cases, rows, end, recorded=False)


def restarted(cases):
    rows = first_late(cases, 25)
    end = cases.end[rows]
    cut = with_end(cases, rows, cases.start[rows] + 40)
    ids = [f"{cases.ids[row]}-2" for row in rows]
    return joined(cut, rows, ids, start=cut.end[rows] + 2, end=end + 1, recorded=end + 4)


def left_open(cases):
    rows = first_late(cases, 40)
    return with_end(cases, rows, np.nan)


def dropped(cases):
    rows = np.flatnonzero(cases.of(0) & (cases.duration > LIMIT))
    keep = np.setdiff1d(np.arange(len(cases)), rows[:70])
    parts = {name: getattr(cases, name)[keep] for name in ("team", "start", "end", "recorded")}
    # Numbers drawn at random: only the missing tail can tell.
    numbers = np.random.default_rng(4).choice(10**6, len(keep), replace=False)
    return replace(cases, ids=[str(number) for number in numbers], **parts)


def burst(cases):
    # 19813 is 31 March 2024.
    rows = np.flatnonzero(cases.of(0) & (cases.end > 19_730) & (cases.end < 19_811))[:45]
    entered = cases.recorded.copy()
    entered[rows] = 19_812 - np.arange(len(rows)) % 2
    return replace(cases, recorded=entered)


def entered_late(cases):
    rows = np.flatnonzero(cases.of(0))[:40]
    entered = cases.recorded.copy()
    entered[rows] += 60
    return replace(cases, recorded=entered)


def copied(cases, number=25):
    rows = np.flatnonzero(cases.of(0))[:number]
    return joined(cases, rows, [f"D{one:04d}" for one in range(number)])


def copied_more(cases):
    return copied(cases, 40)


def rounded(cases):
    rows = np.flatnonzero(cases.of(0))[:120]
    return with_end(cases, rows, cases.start[rows] + np.rint(cases.duration[rows] / 10) * 10)


WAYS = [
    (BUNCHING, pulled),
    (BACK_DATING, back_dated),
    (RESTARTED, restarted),
    (DROPPED, left_open),
    (DROPPED, dropped),
    (BURST, burst),
    (LATE_ENTRY, entered_late),
    (COPIES, copied),
    (DIGITS, rounded),
]


@pytest.mark.parametrize(("kind", "way"), WAYS)
def test_each_way_is_found_in_the_team_that_took_it(kind, way):
    cases = way(plain())
    found = decide(cases)
    assert found.suspected
    asked = {question["kind"]: question for question in questions(cases, found)}
    assert asked[kind]["teams"][0] == "Team A"
    assert all(teams == ["Team A"] for teams in (one["teams"] for one in asked.values()))


@pytest.mark.parametrize("seed", range(8))
def test_honest_teams_are_left_alone(seed):
    found = decide(plain(seed))
    assert not found.suspected
    assert not found.leads
    assert 0 <= found.score < 0.5


def everywhere(way):
    """The same habit in every team, each in turn put first."""

    def done(cases):
        for team in range(TEAMS):
            turned = replace(cases, team=(cases.team - team) % TEAMS)
            after = way(turned)
            cases = replace(after, team=(after.team + team) % TEAMS)
        return cases

    return done


@pytest.mark.parametrize(("kind", "way"), [*WAYS[:-2], (COPIES, copied_more), WAYS[-1]])
def test_what_all_teams_do_alike_is_asked_of_all(kind, way):
    cases = everywhere(way)(plain())
    found = decide(cases)
    assert found.suspected
    asked = {question["kind"]: question for question in questions(cases, found)}
    assert set(asked[kind]["teams"]) == set(cases.teams)
    assert "All teams" in asked[kind]["evidence"]


def test_one_team_s_habit_is_not_laid_on_all():
    cases = pulled(plain())
    assert {lead.team for lead in decide(cases).leads} == {0}


def hurried(share):
    """All teams finish this share of all cases a little sooner than they would have."""
    cases = plain()
    rows = np.concatenate(
        [
            np.flatnonzero(cases.of(team) & (cases.duration > LIMIT) & (cases.duration < 60))
            for team in range(TEAMS)
        ]
    )
    rows = np.random.default_rng(3).permutation(rows)[: round(share * len(cases))]
    return with_end(cases, rows, cases.start[rows] + LIMIT - np.arange(len(rows)) % 5)


def test_a_small_heap_of_all_teams_is_ordinary_chasing():
    assert not decide(hurried(0.02)).suspected
    assert decide(hurried(0.1)).suspected


def test_a_council_may_say_that_its_heap_is_usual():
    cases = hurried(0.1)
    assert not decide(replace(cases, usual_heap=0.1)).suspected


def test_a_council_may_say_that_families_are_usual():
    cases = everywhere(copied_more)(plain())
    assert not decide(replace(cases, usual_alike=0.15)).suspected


def test_an_office_that_catches_up_at_every_end_of_month_is_not_asked():
    cases = plain()
    days = cases.recorded.astype("datetime64[D]")
    ends = (days.astype("datetime64[M]") + 1).astype("datetime64[D]") - 1
    swept = np.random.default_rng(5).random(len(cases)) < 0.08
    entered = np.where(swept, ends.astype(float), cases.recorded)
    assert not decide(replace(cases, recorded=entered)).suspected


def test_a_week_s_rhythm_and_closed_weekends_are_not_asked():
    cases = plain()

    def worked(days):
        weekday = (days + 3) % 7
        return days + np.where(weekday == 5, 2, np.where(weekday == 6, 1, 0))

    start, end = worked(cases.start), worked(cases.end)
    moved = replace(cases, start=start, end=end, recorded=worked(np.maximum(cases.recorded, end)))
    assert not decide(moved).suspected


@pytest.mark.parametrize("way", [pulled, rounded, copied, restarted, dropped])
def test_cases_without_a_day_of_entry_are_asked_about_all_the_same(way):
    cases = way(plain())
    assert decide(replace(cases, recorded=np.full(len(cases), np.nan))).suspected


def test_two_teams_alone_are_asked_together():
    cases = everywhere(pulled)(plain())
    assert decide(cases.only(cases.team < 2)).suspected


def test_entries_before_the_event_are_asked_about():
    cases = plain()
    rows = np.flatnonzero(cases.of(0))[:30]
    entered = cases.recorded.copy()
    entered[rows] = cases.end[rows] - 4
    asked = {lead.kind: lead.team for lead in decide(replace(cases, recorded=entered)).leads}
    assert asked == {BACK_DATING: 0}


def test_the_same_row_twice_number_and_all():
    cases = plain()
    rows = np.flatnonzero(cases.of(0))[:12]
    found = decide(joined(cases, rows, [cases.ids[row] for row in rows]))
    assert {lead.kind for lead in found.leads} == {COPIES}


def test_sisters_and_brothers_in_all_teams_are_not_copies():
    cases = plain()
    rows = np.random.default_rng(2).choice(len(cases), 120, replace=False)
    assert not decide(joined(cases, rows, [f"D{number}" for number in range(120)])).suspected


def test_people_who_come_back_months_later_are_not_restarts():
    cases = plain()
    rows = np.flatnonzero(cases.of(0))[:15]
    start = cases.end[rows] + 90 + np.arange(15)
    again = joined(
        cases,
        rows,
        [cases.ids[row] for row in rows],
        start=start,
        end=start + 30,
        recorded=start + 33,
    )
    assert not decide(again).suspected


def test_a_team_that_enters_once_a_month_does_so_by_practice():
    cases = plain()
    month_end = np.ceil((cases.recorded - 19_448) / 30.4) * 30.4 + 19_448
    entered = np.where(cases.of(0), np.floor(month_end), cases.recorded)
    asked = [lead.kind for lead in decide(replace(cases, recorded=entered)).leads]
    assert BURST not in asked


def test_the_ids_of_copies_are_the_copies_and_their_originals():
    cases = copied(plain())
    [question] = questions(cases, decide(cases))
    assert len(question["ids"]) >= 50
    assert {f"D{number:04d}" for number in range(25)} <= set(question["ids"])


def test_order_and_names_change_nothing():
    cases = pulled(plain())
    turn = np.random.default_rng(1).permutation(len(cases))
    other = replace(
        cases,
        ids=[cases.ids[row] for row in turn],
        **{name: getattr(cases, name)[turn] for name in ("team", "start", "end", "recorded")},
    )
    assert decide(other).score == pytest.approx(decide(cases).score)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_innocent_explanations(kind):
    assert len(innocent(kind)) >= 2
