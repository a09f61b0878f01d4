"""`almoner intervals` as a program would use it."""

import json

import pytest
from typer.testing import CliRunner

from almoner.cli.intervals import app
from almoner.signals.intervals import rate, wilson


def run(*lines):
    result = CliRunner().invoke(app, input="\n".join(map(json.dumps, lines)) + "\n")
    return result, [json.loads(line) for line in result.stdout.splitlines()]


def test_proportions_per_hundred():
    _result, [answer] = run(
        {"id": 1, "method": "wilson", "numerator": [5, None], "denominator": [20, 3],
         "multiplier": 100}
    )  # fmt: skip
    wanted = wilson([5], [20]).times(100)
    assert answer["value"] == [25.0, None]
    assert answer["lower"] == [pytest.approx(wanted.lower[0]), None]
    assert answer["confidence"] == 0.95


def test_several_levels_give_a_list_each():
    _result, [answer] = run(
        {"id": 1, "method": "byar", "numerator": [5, 50], "denominator": [100, 100],
         "confidence": [95, 99.8]}
    )  # fmt: skip
    assert answer["lower"][1] == pytest.approx(rate([5, 50], [100, 100], 0.998).lower.tolist())


def test_exact_t_dsr_and_indirect():
    _result, answers = run(
        {"id": 1, "method": "exact", "numerator": [50], "denominator": [100]},
        {"id": 2, "method": "t", "values": [1, 2, 3, 4]},
        {"id": 3, "method": "t", "values": [[1, 2, 3], [5]]},
        {"id": 4, "method": "dsr", "numerator": [10, 20], "denominator": [500, 500],
         "standard": [1, 1], "multiplier": 1000},
        {"id": 5, "method": "dsr", "numerator": [[10, 20], [1, 2]],
         "denominator": [[500, 500], [500, 500]], "standard": [1, 1]},
        {"id": 6, "method": "indirect", "numerator": [12], "denominator": [10]},
        {"id": 7, "method": "indirect", "numerator": [6, 6], "denominator": [100, 200],
         "reference_numerator": [5, 30], "reference_denominator": [1000, 1000],
         "multiplier": 100},
    )  # fmt: skip
    assert [answer["value"] for answer in answers] == [
        [0.5],
        [2.5],
        [2.0, 5.0],
        [30.0],
        [0.03, None],
        [1.2],
        [pytest.approx(100 * 12 / 6.5)],
    ]
    assert answers[2]["lower"][1] is None
    assert answers[6]["expected"] == [6.5]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ({"id": 1, "method": "wald"}, "wilson, byar"),
        ({"id": 1, "method": "wilson", "numerator": [1]}, "denominator: field missing"),
        ({"id": 1, "method": "wilson", "numerator": [2], "denominator": [1]}, "numerator"),
        ({"id": 1, "method": "byar", "numerator": [1], "denominator": [1], "confidence": "x"},
         "confidence"),
        ({"id": 1, "method": "dsr", "numerator": [[1, 2], [3]], "denominator": [1, 2],
          "standard": [1, 2]}, "as many strata"),
    ],
)  # fmt: skip
def test_a_bad_line_says_what_was_expected(line, says):
    result, [answer] = run(line)
    assert result.exit_code == 2
    assert says in answer["error"]


def test_the_schema_is_json():
    assert (
        "method" in json.loads(CliRunner().invoke(app, ["--schema"]).stdout)["input"]["properties"]
    )


def test_fields_by_their_other_names_and_samples_with_gaps():
    strata = {"numerator": [30, 40], "denominator": [900, 800], "standard": [5, 5]}
    names = {"counts": [30, 40], "populations": [900, 800], "standard_populations": [5, 5]}
    sample = [1.0, 2.0, 4.0]
    result = CliRunner().invoke(
        app,
        input="\n".join(
            json.dumps({"id": 1, **line})
            for line in (
                {"method": "dsr", **strata},
                {"method": "dsr", **names},
                {"method": "t", "values": sample},
                {"method": "t", "numerator": [*sample, None]},
            )
        ),
    )
    first, second, third, fourth = map(json.loads, result.stdout.splitlines())
    assert first == second
    assert third == fourth
    assert second["warnings"] == []
