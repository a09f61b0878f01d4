"""`almoner spc` as a program would use it."""

import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from almoner.cli.spc import app, output_schema
from almoner.cli.spc_request import KNOWN

DATES = [f"{2023 + month // 12}-{month % 12 + 1:02d}-01" for month in range(14)]
VALUES = [10, 12, 9, 11, 10, 12, 9, 11, 10, 12, 9, 11, 10, 90]
GOOD = {
    "id": "a",
    "dates": DATES,
    "values": VALUES,
    "improvement_direction": "decrease",
    "target": 5,
    "rebase": [],
    "fix_after_n_points": None,
    "screen_outliers": True,
}


def run(*lines):
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    result = CliRunner().invoke(app, input=text + "\n")
    return result, [json.loads(line) for line in result.stdout.splitlines()]


def test_a_line_is_answered_by_points_and_by_columns():
    result, [answer] = run(GOOD)
    assert result.exit_code == 0
    assert [point["kind"] for point in answer["points"]] == answer["kind"]
    assert [point["lpl"] for point in answer["points"]] == answer["lpl"]
    assert answer["points"][-1] == {
        "date": DATES[-1],
        "value": 90,
        "mean": answer["mean"][-1],
        "lpl": answer["lpl"][-1],
        "upl": answer["upl"][-1],
        "near_lower": answer["near_lower"][-1],
        "near_upper": answer["near_upper"][-1],
        "kind": "outside_limit",
        "point_type": "special_cause_concern",
    }
    assert answer["variation_icon"] == "concern_high"
    assert answer["assurance_icon"] == "fail"
    assert answer["warnings"] == []
    assert set(answer) == set(output_schema()["properties"]) - {"error"}


def test_only_id_and_values_are_needed_and_neither_direction_is_then_better():
    _result, [answer] = run({"id": 7, "values": VALUES})
    assert answer["id"] == 7
    assert answer["variation_icon"] == "neutral_high"
    assert answer["assurance_icon"] is None


def test_points_are_put_in_order_of_date_and_it_is_said():
    _result, [answer] = run({**GOOD, "dates": DATES[::-1], "values": VALUES[::-1]})
    assert answer["values"] == VALUES
    assert any("order of date" in warning for warning in answer["warnings"])


def test_a_rebase_opens_a_group_and_one_off_the_dates_is_said():
    _result, [answer] = run({**GOOD, "rebase": [DATES[6], "1999-01-01"]})
    assert answer["mean"][0] != answer["mean"][6]
    assert any("1999-01-01" in warning for warning in answer["warnings"])
    assert sum("provisional" in warning for warning in answer["warnings"]) == 2


def test_a_missing_value_has_nulls():
    _result, [answer] = run({**GOOD, "values": [None, *VALUES[1:]]})
    assert answer["points"][0]["kind"] is None
    assert answer["mean"][0] is None


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{oops", "not JSON"),
        ("[1]", "not an object"),
        ({"values": [1]}, "column id"),
        ({"id": "b"}, "column values: field missing"),
        ({"id": "b", "values": [1, "12..4"]}, "12..4"),
        ({"id": "b", "values": [1, True]}, "item 2"),
        ('{"id": "b", "values": [1, NaN]}', "NaN"),
        ('{"id": "b", "values": [1e999]}', "column values"),
        ({"id": "b", "values": [1], "dates": ["2024-02-31"]}, "2024-02-31"),
        ({"id": "b", "values": [1], "dates": []}, None),
        ({"id": "b", "values": [1, 2], "dates": ["2024-01-01"]}, "pair up"),
        ({"id": "b", "values": [1, 2], "dates": ["2024-01-01"] * 2}, "each date once"),
        ({"id": "b", "values": [1], "improvement_direction": "up"}, "increase, decrease, neutral"),
        ({"id": "b", "values": [1], "target": "5"}, "column target"),
        ({"id": "b", "values": [1], "fix_after_n_points": 11}, "12 or more"),
        ({"id": "b", "values": [1], "screen_outliers": "yes"}, "true or false"),
        ({"id": "b", "values": [1], "rebase": ["2024-01-01"]}, "column rebase"),
    ],
)
def test_a_bad_line_says_what_was_expected_and_the_others_are_answered(line, says):
    result, answers = run(GOOD, line, {**GOOD, "id": "c"})
    assert [answers[0]["id"], answers[2]["id"]] == ["a", "c"]
    if says is None:
        assert result.exit_code == 0
        return
    assert result.exit_code == 2
    assert set(answers[1]) == {"id", "error"}
    assert "line 2" in answers[1]["error"]
    assert says in answers[1]["error"]
    assert "line 2" in result.stderr


def test_an_unknown_field_is_said():
    _result, [answer] = run({**GOOD, "improvment_direction": "increase"})
    assert any("improvment_direction" in warning for warning in answer["warnings"])


def test_an_empty_series_and_no_input_are_answered():
    _result, [answer] = run({"id": "none", "values": []})
    assert answer["points"] == []
    assert answer["variation_icon"] is None
    result, answers = run("")
    assert (result.exit_code, answers) == (0, [])


def test_the_schema_documents_input_and_output():
    result = CliRunner().invoke(app, ["--schema"])
    schema = json.loads(result.stdout)
    assert set(schema["input"]["properties"]) == KNOWN
    assert set(GOOD) < KNOWN


COUNTS = {
    "id": "p",
    "dates": DATES,
    "numerator": [10, 12, 8, 15, 9, 11, 14, 7, 10, 12, 13, 9, 10, 60],
    "denominator": [100] * 14,
    "multiplier": 100,
    "target": 15,
    "improvement_direction": "decrease",
}


def test_a_proportion_chart_takes_numerator_and_denominator():
    _result, [answer] = run({**COUNTS, "chart": "p", "fix_after_n_points": 12})
    assert answer["values"][0] == 10.0
    assert answer["mean"][0] == pytest.approx(100 * 130 / 1200)
    assert answer["kind"][-1] == "outside_limit"
    assert answer["assurance_icon"] == "inconsistent"


def test_a_chart_may_be_chosen_and_says_why():
    _result, [answer] = run({**COUNTS, "chart": "auto", "kind": "proportion"})
    assert answer["chart"] in ("p", "pp")
    assert answer["chart_reason"]


def test_charts_mixed_in_one_input_keep_the_order_of_lines():
    _result, answers = run(
        GOOD, {**COUNTS, "chart": "P'"}, {**GOOD, "id": "z"}, {**GOOD, "chart": "c"}
    )
    assert [(answer["id"], answer["chart"]) for answer in answers] == [
        ("a", "xmr"),
        ("p", "pp"),
        ("z", "xmr"),
        ("a", "c"),
    ]


def test_stable_shift_opens_a_group_and_says_so():
    values = [[12, 10, 11, 9][i % 4] + (0 if i < 30 else 20) for i in range(60)]
    dates = [f"{2019 + month // 12}-{month % 12 + 1:02d}-01" for month in range(60)]
    _result, [answer] = run(
        {"id": 1, "values": values, "dates": dates, "auto_rebase": "stable_shift"}
    )
    assert answer["rebases"] == [{"position": 30, "date": dates[30], "by": "stable_shift"}]
    assert set(answer["kind"]) == {"common_cause"}
    assert any("confirm" in warning for warning in answer["warnings"])


def test_stable_shift_on_a_short_series_says_that_it_cannot():
    _result, [answer] = run({**GOOD, "auto_rebase": "stable_shift"})
    assert any("21" in warning for warning in answer["warnings"])


def test_without_a_chart_limits_stay_plain_and_say_where_they_do_not_fit():
    dates = [f"{2015 + month // 12}-{month % 12 + 1:02d}-01" for month in range(96)]
    values = [100 + (30 if month % 12 == 7 else 0) + [0, 3, 1, 2][month % 4] for month in range(96)]
    line = {"id": 1, "values": values, "dates": dates}
    _result, answers = run(line, {**line, "chart": "xmr"}, {**line, "values": values[::-1]}, GOOD)
    plain, asked, backwards, short = answers
    assert plain["chart"] == "xmr"
    assert plain["upl"] == asked["upl"]
    assert "no chart was asked for" in plain["chart_reason"][0]
    assert any("time of year" in one and "chart auto" in one for one in plain["warnings"])
    assert any("time of year" in one for one in backwards["warnings"])
    assert not any("chart auto" in one for one in (*asked["warnings"], *short["warnings"]))
    assert asked["chart_reason"] == []


def test_memory_is_said_where_no_chart_was_asked_for():
    values = [0.0]
    for place in range(80):
        values.append(0.9 * values[-1] + ((place * 37) % 11 - 5) / 5)
    _result, [answer] = run({"id": 1, "values": values})
    assert any("follows the one before" in one for one in answer["warnings"])


def test_quarters_have_a_season_too():
    dates = [f"{2010 + place // 4}-{3 * (place % 4) + 1:02d}-01" for place in range(48)]
    values = [50 + (20 if place % 4 == 3 else 0) + (place * 7) % 5 for place in range(48)]
    _result, [answer] = run({"id": 1, "values": values, "dates": dates, "chart": "auto"})
    assert "time of year" in answer["chart_reason"][0]
    assert answer["mean"][3] > answer["mean"][2] + 10


def test_too_few_figures_for_limits_are_read_by_their_order():
    _result, [answer] = run({"id": 1, "values": [5.2, 6.1, 5.5, 7.0, 6.4, 6.6], "chart": "auto"})
    assert answer["chart"] == "run"
    assert set(answer["upl"]) == {None}
    assert "too few" in answer["chart_reason"][-1]


def test_an_adjusted_chart_has_limits_that_follow_the_season():
    dates = [f"{2015 + month // 12}-{month % 12 + 1:02d}-01" for month in range(96)]
    values = [100 + (30 if month % 12 == 7 else 0) + [0, 3, 1, 2][month % 4] for month in range(96)]
    _result, [answer] = run({"id": 1, "values": values, "dates": dates, "chart": "auto"})
    assert answer["mean"][7] > answer["mean"][6] + 20
    assert "time of year" in answer["chart_reason"][0]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ({**GOOD, "chart": "p"}, "numerator"),
        ({**COUNTS, "chart": "p", "denominator": [1]}, "denominator"),
        ({**COUNTS, "chart": "p", "denominator": [1] * 14}, "more counted"),
        ({**GOOD, "chart": "pie"}, "xmr, p"),
    ],
)
def test_a_chart_that_cannot_be_drawn_is_refused(line, says):
    result, [answer] = run(line)
    assert result.exit_code == 2
    assert says in answer["error"]


def test_a_program_may_send_one_line_and_wait_for_its_answer():
    command = [sys.executable, "-c", "from almoner.cli.spc import app; app()"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as child:
        for number in range(2):
            child.stdin.write(json.dumps({"id": number, "values": VALUES}) + "\n")
            child.stdin.flush()
            assert json.loads(child.stdout.readline())["id"] == number
        child.stdin.close()
        assert child.wait(60) == 0
