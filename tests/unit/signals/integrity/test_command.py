"""`almoner integrity` as a program would use it."""

import json
from datetime import date, timedelta

import numpy as np
import pytest
from typer.testing import CliRunner

from almoner.cli.integrity import app
from almoner.reference.working_days import add_working_days

COLUMNS = ["id", "team", "start", "end", "recorded_on"]


def run(*lines):
    result = CliRunner().invoke(app, input="\n".join(map(json.dumps, lines)) + "\n")
    return result, [json.loads(line) for line in result.stdout.splitlines()]


def rows(copies=0):
    rng = np.random.default_rng(8)
    found = []
    for number in range(800):
        start = date(2023, 4, 1) + timedelta(days=int(rng.integers(365)))
        end = start + timedelta(days=int(rng.gamma(5, 7)))
        entered = end + timedelta(days=int(rng.poisson(3)))
        found.append([number, "NSEW"[number % 4], *map(str, (start, end, entered))])
    return found + [[10_000 + n, *row[1:]] for n, row in enumerate(found[: 4 * copies : 4])]


def test_clean_and_gamed_sets_in_the_order_asked():
    result, answers = run(
        {"id": "clean", "threshold_days": 45, "columns": COLUMNS, "rows": rows()},
        {"id": "copies", "threshold_days": 45, "columns": COLUMNS, "rows": rows(20)},
    )
    assert result.exit_code == 0
    clean, gamed = answers
    assert (clean["id"], clean["suspected"], clean["kinds"]) == ("clean", False, [])
    assert gamed["suspected"]
    assert 0 <= clean["score"] < 0.5 <= gamed["score"] <= 1
    [kind] = gamed["kinds"]
    assert (kind["kind"], kind["teams"]) == ("copies", ["N"])
    assert 10_000 in kind["ids"]
    assert "21 of 220" in kind["evidence"]
    assert "question" in kind["evidence"]
    assert kind["innocent"]


def test_columns_in_any_order_and_rows_as_objects():
    turned = [dict(zip(COLUMNS, row, strict=True)) for row in rows(20)]
    order = COLUMNS[::-1]
    _result, [listed, objects] = run(
        {"id": 1, "threshold_days": 45, "columns": order, "rows": [r[::-1] for r in rows(20)]},
        {"id": 1, "threshold_days": 45, "rows": turned},
    )
    assert listed == objects


@pytest.mark.parametrize(
    "row",
    [
        ["a", "t", "2024-01-01", None, None],
        ["a", "t", "2024-01-01", "2023-12-01", "2023-11-01"],
        ["a", "t", "2024-01-01T09:00:00", "2024-02-01", None],
    ],
)
def test_missing_and_odd_dates_are_taken(row):
    result, [answer] = run({"id": 1, "threshold_days": 45, "columns": COLUMNS, "rows": [row] * 3})
    assert result.exit_code == 0
    assert not answer["suspected"]


def test_no_rows_are_no_suspicion():
    _result, [answer] = run({"id": 1, "threshold_days": 45, "columns": COLUMNS, "rows": []})
    assert (answer["suspected"], answer["score"], answer["kinds"]) == (False, 0.0, [])


def test_the_day_of_entry_may_be_left_out():
    short = [row[:4] for row in rows(20)]
    result, [answer] = run({"id": 1, "threshold_days": 45, "columns": COLUMNS[:4], "rows": short})
    assert result.exit_code == 0
    assert answer["suspected"]


def test_a_usual_heap_is_a_share():
    line = {"id": 1, "threshold_days": 45, "rows": [], "usual_heap": 2}
    result, [answer] = run(line)
    assert result.exit_code == 2
    assert "usual_heap" in answer["error"]


GOOD = ["a", "t", "2024-01-01", "2024-02-01", None]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"threshold_days": None}, "threshold_days"),
        ({"threshold_days": 0}, "1 or more"),
        ({"threshold_days": 10**9}, "up to 3660"),
        ({"rows": None}, "rows"),
        ({"rows": [GOOD[:4]]}, "5 values"),
        ({"rows": [GOOD, ["a", "t", "2024-02-30", None, None]]}, "item 2, start"),
        ({"rows": [["a", "t", None, None, None]]}, "item 1, start"),
        ({"rows": [["a", None, "2024-01-01", None, None]]}, "item 1, team"),
        ({"columns": ["id", "team"]}, "id, team, start, end"),
        ({"columns": ["id", "team", "start", "end", "end"]}, "each once"),
    ],
)
def test_a_bad_line_says_what_was_expected(change, says):
    line = {"id": 7, "threshold_days": 45, "columns": COLUMNS, "rows": [GOOD], **change}
    result, [answer] = run(line)
    assert result.exit_code == 2
    assert answer["id"] == 7
    assert says in answer["error"]


def test_the_schema_names_every_field_given():
    schema = json.loads(CliRunner().invoke(app, ["--schema"]).stdout)
    _result, [answer] = run(
        {"id": 1, "threshold_days": 45, "columns": COLUMNS, "rows": rows(20), "colour": 1}
    )
    told = schema["output"]["properties"]
    assert set(answer) == set(told) - {"error"}
    assert set(answer["kinds"][0]) == set(told["kinds"]["items"]["properties"])
    assert "colour" in answer["warnings"][0]


def worked(nation="england", *, pulled=0):
    """Cases of four teams with a limit of 20 working days, some ended on its last day."""
    rng = np.random.default_rng(9)
    found = []
    for number in range(1600):
        start = date(2023, 4, 3) + timedelta(days=int(rng.integers(365)))
        days = max(1, round(float(rng.gamma(6, 3.0))))
        if number % 4 == 0 and 20 < days < 28 and pulled:
            days = 20
        end = add_working_days(start, days, nation)
        found.append([number, "NSEW"[number % 4], str(start), str(end)])
    return {"threshold_days": 20, "columns": COLUMNS[:4], "rows": found}


def test_a_limit_in_working_days_is_that_of_the_nation():
    asked = {"calendar": "working", "nation": "scotland"}
    _result, [clean, gamed] = run(
        {"id": "clean", **asked, **worked("scotland")},
        {"id": "gamed", **asked, **worked("scotland", pulled=1)},
    )
    assert not clean["suspected"]
    [kind] = [one for one in gamed["kinds"] if not one["shared"]]
    assert (kind["kind"], kind["teams"]) == ("bunching", ["N"])
    assert "up to day 20" in kind["evidence"]
    assert kind["months"]["N"][0].startswith("2023-0")


def test_days_outside_the_calendar_of_bank_holidays_are_refused():
    line = {"id": 1, "threshold_days": 5, "calendar": "working", "columns": COLUMNS[:4]}
    _result, [answer] = run({**line, "rows": [["a", "t", "1950-01-02", "1950-02-01"]] * 3})
    assert "bank holidays" in answer["error"]


def test_a_clock_that_starts_after_a_long_wait_is_asked_about():
    rng = np.random.default_rng(10)
    found = []
    for number in range(1200):
        asked = date(2022, 4, 1) + timedelta(days=int(rng.integers(1000)))
        days, wait = round(float(rng.gamma(5, 7))), int(rng.integers(0, 4))
        if number % 4 == 0 and days > 45 and asked >= date(2024, 1, 1):
            wait, days = wait + days - 40, 40
        start = asked + timedelta(days=wait)
        row = [number, "NSEW"[number % 4], start, start + timedelta(days=days), asked]
        found.append([row[0], row[1], *map(str, row[2:])])
    columns = [*COLUMNS[:4], "opened_on"]
    _result, [answer] = run({"id": 1, "threshold_days": 45, "columns": columns, "rows": found})
    asked = {one["kind"]: one for one in answer["kinds"]}
    assert asked["restarted_clock"]["teams"] == ["N"]
    assert asked["restarted_clock"]["months"]["N"][0] in ("2023-12", "2024-01", "2024-02")
