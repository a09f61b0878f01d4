"""`almoner integrity` asked of figures: editions, denominators and targets."""

import json

import pytest
from typer.testing import CliRunner

from almoner.cli.integrity import SCHEMA, app

PLACES = [f"Team {letter}" for letter in "ABCDEF" for _each in range(20)]
FIRST = [50.0 + n % 7 for n in range(120)]
LAST = [value + (3 if 40 <= n < 58 else 0) for n, value in enumerate(FIRST)]


def run(*lines):
    text = "\n".join(json.dumps({"id": n, **line}) for n, line in enumerate(lines))
    result = CliRunner().invoke(app, input=text + "\n")
    return result, [json.loads(line) for line in result.stdout.splitlines()]


def test_editions_that_one_team_improves():
    line = {"what": "vintages", "place": PLACES, "first": FIRST, "last": LAST}
    _result, [up, down] = run(
        {**line, "improvement_direction": "increase"},
        {**line, "improvement_direction": "decrease"},
    )
    assert (up["suspected"], down["suspected"], down["kinds"]) == (True, False, [])
    assert down["score"] < 0.5 < up["score"]
    [kind] = up["kinds"]
    assert (kind["kind"], kind["teams"], kind["ids"]) == (
        "vintages_moved",
        ["Team C"],
        list(range(41, 59)),
    )
    assert set(up) == set(SCHEMA["output"]["properties"]) - {"error"}


def test_denominators_that_one_team_lacks_and_a_target_that_fell():
    denominator = [None if 20 <= n < 32 else 40 for n in range(120)]
    _result, [gone, eased, kept] = run(
        {
            "what": "denominators",
            "place": PLACES,
            "numerator": [4] * 120,
            "denominator": denominator,
        },
        {
            "what": "targets",
            "place": ["A", "A"],
            "period": ["2024/25", "2023/24"],
            "target": [80, 90],
            "value": [85, 84],
            "improvement_direction": "increase",
        },
        {
            "what": "targets",
            "place": ["A", "A"],
            "period": [2023, 2024],
            "target": [90, 90],
            "value": [85, 84],
            "improvement_direction": "increase",
        },
    )
    assert gone["kinds"][0]["teams"] == ["Team B"]
    assert eased["kinds"][0]["kind"] == "threshold_moved"
    assert not kept["suspected"]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ({"what": "scores"}, "what"),
        ({"what": "vintages", "first": [], "last": []}, "place"),
        ({"what": "vintages", "place": ["a"], "first": [1], "last": [1, 2]}, "last"),
        ({"what": "denominators", "place": ["a"], "numerator": ["1"]}, "numerator"),
        ({"what": "targets", "place": ["a"], "target": [1], "value": [1]}, "improvement"),
        (
            {"what": "targets", "place": ["a"], "target": [1], "value": [1], "period": [None],
             "improvement_direction": "increase"},
            "period",
        ),
    ],
)  # fmt: skip
def test_a_bad_line_names_the_field(line, says):
    result, [answer] = run(line)
    assert result.exit_code == 2
    assert says in answer["error"]


def test_no_figures_are_no_suspicion():
    _result, [answer] = run({"what": "vintages", "place": [], "first": [], "last": []})
    assert (answer["suspected"], answer["kinds"]) == (False, [])
