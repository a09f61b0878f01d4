"""`almoner funnel` as a program would use it, and limits against values worked by hand."""

import json
import math

import pytest
from scipy import stats
from typer.testing import CliRunner

from almoner.cli.funnel import app
from almoner.signals.funnel import fit_funnel

PLACES = {"numerator": [20, 25, 22, 60], "denominator": [100, 100, 110, 100]}


def run(*lines):
    result = CliRunner().invoke(app, input="\n".join(map(json.dumps, lines)) + "\n")
    return result, [json.loads(line) for line in result.stdout.splitlines()]


def test_a_proportion_with_additive_over_dispersion():
    _result, [answer] = run(
        {"id": 1, "kind": "proportion", **PLACES, "group": list("abcd"), "multiplier": 100}
    )
    assert answer["target"] == pytest.approx(100 * 127 / 410)
    assert answer["phi"] > 1
    assert answer["adjusted"]
    assert set(answer["limits"]) == {"95", "99.8"}
    angle = math.asin(math.sqrt(127 / 410)) + 3.090232 / (2 * math.sqrt(110))
    assert answer["limits"]["99.8"]["upper"][2] == pytest.approx(100 * math.sin(angle) ** 2)
    assert answer["groups"][3]["limits"]["95"]["upper"] == answer["limits"]["95"]["upper"][3]
    assert [place["outlier"] for place in answer["groups"]] == answer["outlier"]


def test_without_adjustment_plain_limits_decide():
    _result, [answer] = run({"id": 1, "kind": "proportion", **PLACES, "overdispersion": "none"})
    assert answer["tau2"] == 0
    assert answer["limits"]["95"]["adjusted_lower"] == [None] * 4
    assert answer["outlier"] == [False, False, False, True]


def test_counts_of_one_place_are_summed():
    _result, [answer] = run(
        {"id": 1, "kind": "rate", "numerator": [1, 2, 3], "denominator": [10, 20, 30],
         "group": ["b", "a", "b"]}
    )  # fmt: skip
    assert answer["group"] == ["b", "a"]
    assert answer["numerator"] == [4, 2]


def test_plain_limits_of_a_ratio_are_exact_poisson():
    funnel = fit_funnel("ratio", [12, 8, 10], [10.004, 10, 10])
    low, high = funnel.limits([10.0], 0.95, adjusted=False)
    assert low[0] == pytest.approx(stats.chi2.ppf(0.025, 20) / 20)
    assert high[0] == pytest.approx(stats.chi2.ppf(0.975, 22) / 20)


def test_shmi_and_cqc_limits_have_their_own_forms():
    shmi = fit_funnel("ratio", [30, 8, 10, 25, 4], [10] * 5, method="SHMI", trim_by=0.2)
    cqc = fit_funnel("ratio", [30, 8, 10, 25, 4], [10] * 5, method="CQC")
    for funnel, wanted in (
        (shmi, math.exp(1.959964 * math.sqrt(0.1 + shmi.dispersion.tau2))),
        (cqc, 1 + 1.959964 * math.sqrt(1 / 40 + cqc.dispersion.tau2)),
    ):
        assert funnel.limits([10.0], 0.95, adjusted=True)[1][0] == pytest.approx(wanted)


def test_the_angle_is_held_between_nought_and_a_right_angle():
    funnel = fit_funnel("proportion", [1, 0, 2], [20, 20, 20])
    low, high = funnel.limits([1.0], 0.998, adjusted=False)
    assert (low[0], high[0]) == (0.0, 1.0)


def test_a_place_without_cases_has_no_value_and_is_no_outlier():
    _result, [answer] = run(
        {"id": 1, "kind": "proportion", "numerator": [0, 5, 6, None], "denominator": [0, 9, 9, 9]}
    )
    assert answer["value"][0] is None
    assert answer["value"][3] is None
    assert not answer["outlier"][0]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ({"id": 1, "kind": "mean", **PLACES}, "proportion, rate"),
        ({"id": 1, "kind": "proportion", "numerator": [2], "denominator": [1]}, "numerator"),
        ({"id": 1, "kind": "rate", "numerator": [2], "denominator": [1, 2]}, "denominator"),
        ({"id": 1, "kind": "rate", **PLACES, "group": ["a"]}, "group"),
        ({"id": 1, "kind": "rate", **PLACES, "trim_by": 0.7}, "trim_by"),
        ({"id": 1, "kind": "rate", **PLACES, "limits": [200]}, "confidence"),
    ],
)
def test_a_bad_line_says_what_was_expected(line, says):
    result, [answer] = run(line)
    assert result.exit_code == 2
    assert says in answer["error"]


def test_the_schema_is_json():
    assert "kind" in json.loads(CliRunner().invoke(app, ["--schema"]).stdout)["input"]["properties"]
