"""What pages say: progress in words, marked fields, the trend, filters."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from almoner.returns.kinds import RETURNS
from almoner.submissions.child_rows import ChildTable
from almoner.submissions.forms import asked_of
from almoner.submissions.models import Finding, Submission, Work, WorkKind, WorkState
from almoner.submissions.presenters.child import marked
from almoner.submissions.presenters.findings import pairs_of
from almoner.submissions.presenters.progress import progress
from almoner.submissions.presenters.trend import drawing, rule_lines
from almoner.submissions.queries import Asked, Point
from almoner.submissions.titles import RETURN_TITLES


def test_the_names_of_returns_are_those_of_the_returns() -> None:
    assert {code: str(name) for code, name in RETURN_TITLES.items()} == {
        code: entry.title for code, entry in RETURNS.items()
    }


@pytest.mark.parametrize(
    ("kind", "state", "said", "detail"),
    [
        (WorkKind.CHECK, WorkState.WAITING, "Waiting to be checked", ""),
        (WorkKind.CHECK, WorkState.RUNNING, "Being checked", "Running every rule"),
        (WorkKind.CHECK, WorkState.REFUSED, "Refused", "this is no return"),
        (WorkKind.CHECK, WorkState.FAILED, "Failed",
         "The check failed because this is no return."),
        (WorkKind.KEEP, WorkState.REFUSED, "Not kept in the record", "this is no return"),
    ],
)  # fmt: skip
def test_progress_in_words(kind: WorkKind, state: WorkState, said: str, detail: str) -> None:
    work = Work(
        kind=kind.value, state=state.value, step="rules", words="this is no return", done=40
    )
    found = progress(Submission(), work)
    assert (found.words, found.detail) == (said, detail)
    assert found.moving == (state in (WorkState.WAITING, WorkState.RUNNING))


def test_progress_moves_within_a_step() -> None:
    shares = [
        progress(Submission(), Work(kind="check", state="running", step=step, done=done)).percent
        for step, done in [("", 0), ("read", 0), ("read", 80), ("rules", 0), ("keep", 100)]
    ]
    assert shares == sorted(shares)
    assert shares[-1] <= 100


def test_the_fields_that_a_finding_points_at_are_marked() -> None:
    table = ChildTable("Header", False, ["CHILD", "SEX"], [(4, ["1", ""]), (7, ["1", "M"])])
    here = Finding(pk=1, rule="101", table="Header", row=4, fields="SEX;DOB")
    elsewhere = Finding(pk=2, rule="9", table="Header", row=7, fields="UPN")
    (found,) = marked([table], [here, elsewhere], here)
    first, second = found.rows
    assert [(cell.rules, cell.focus) for cell in first.cells] == [("", False), ("101", True)]
    assert (first.number, first.focus, first.rules) == (5, True, "")
    assert (second.focus, second.rules) == (False, "9")


def test_last_year_s_rows_are_not_marked() -> None:
    table = ChildTable("Header", True, ["SEX"], [(4, [""])])
    (found,) = marked([table], [Finding(rule="101", table="Header", row=4, fields="SEX")])
    assert found.rows[0].cells[0].rules == ""


def test_fields_and_values_pair_up() -> None:
    assert pairs_of(Finding(fields="A;B", values="1;2")) == [("A", "1"), ("B", "2")]
    assert pairs_of(Finding(fields="A;B", values="")) == [("A", ""), ("B", "")]
    assert pairs_of(Finding(fields="A;B", values="1;2;3")) == [("A, B", "1;2;3")]


def _points(*errors: int) -> list[Point]:
    days = [datetime(2026, 4, day, 12, tzinfo=UTC) for day in range(1, len(errors) + 1)]
    return [
        Point(Submission(received_at=day, errors=number, others=0), {"101": number})
        for day, number in zip(days, errors, strict=True)
    ]


def test_the_trend_is_drawn_from_two_on() -> None:
    assert drawing(_points(3)) is None
    found = drawing(_points(10, 5))
    assert found is not None
    errors = found.lines[0]
    assert errors.marks[0].y < errors.marks[1].y, "fewer errors are lower down"
    assert errors.marks[0].x < errors.marks[1].x
    assert "From 10 errors on 1 Apr 2026 to 5 on 2 Apr 2026" in found.words


def test_rules_over_the_year() -> None:
    named = {"101": ("error", "No sex"), "9": ("query", "Odd")}
    first, second = rule_lines(_points(3, 7), named)
    assert (first.rule, first.numbers, first.change) == ("101", [3, 7], 4)
    assert (second.rule, second.numbers) == ("9", [0, 0])


def test_an_address_asks_for_nothing_unknown() -> None:
    assert asked_of({"sort": "drop table", "said": "x", "rule": "101"}) == Asked(rule="101")
    assert asked_of({"sort": "child", "said": "right"}) == Asked(sort="child", said="right")
