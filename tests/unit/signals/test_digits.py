"""Digits of values against worked figures, and the command."""

import json

import numpy as np
import pytest
from scipy import stats
from typer.testing import CliRunner

from almoner.cli.digits import app
from almoner.reference.refusal import Refusal
from almoner.signals.digits import digits, digits_of, expected_shares, mantissas


@pytest.mark.parametrize(
    ("which", "values", "expected"),
    [
        ("first", [0.0123, 1000, 999.99, -57, 0], [1, 1, 9, 5]),
        ("second", [0.0123, 1000, 7], [2, 0, 0]),
        ("first_two", [314.15, 0.0029, 10], [31, 29, 10]),
        ("last", [45, 0, 1230, 17.9], [5, 0, 0, 7]),
        ("last_two", [145, 7, 1200], [45, 7, 0]),
    ],
)
def test_digits_are_read_from_any_size_of_number(which, values, expected):
    assert digits_of(np.array(values, dtype=float), which).tolist() == expected


def test_powers_of_ten_begin_with_one():
    values = 10.0 ** np.arange(-12, 13)
    assert digits_of(values, "first_two").tolist() == [10] * 25


@pytest.mark.parametrize("which", ["first", "second", "first_two", "last", "last_two"])
def test_shares_sum_to_one(which):
    assert expected_shares(which)[1].sum() == pytest.approx(1)


def test_benfords_law_in_figures():
    names, shares = expected_shares("first")
    assert names.tolist() == list(range(1, 10))
    assert shares == pytest.approx(np.log10(1 + 1 / names))
    assert expected_shares("second")[1][0] == pytest.approx(0.11968, abs=1e-5)


def test_powers_of_two_conform():
    found = digits(2.0 ** np.arange(1000), "first")
    assert found.conformity == "close"
    assert found.p > 0.99
    assert not len(found.preferred)
    moments = mantissas(2.0 ** np.arange(1000))
    assert moments.mean == pytest.approx(0.5, abs=0.005)
    assert moments.variance == pytest.approx(1 / 12, abs=0.001)
    assert moments.excess_kurtosis == pytest.approx(-1.2, abs=0.02)
    assert moments.distortion == pytest.approx(0, abs=0.5)


def test_a_made_up_column_does_not():
    found = digits(np.repeat(np.arange(500.0, 600), 4), "first")
    assert (found.conformity, found.preferred.tolist()) == ("none", [5])


def test_chi_squared_and_deviation_by_hand():
    values = np.repeat(np.arange(10.0), [30, 8, 8, 8, 8, 14, 6, 6, 6, 6])
    found = digits(values, "last")
    chi, p = stats.chisquare(found.counts)
    assert (found.chi_squared, found.p) == (pytest.approx(chi), pytest.approx(p))
    assert found.deviation == pytest.approx(np.abs(found.counts / 100 - 0.1).mean())
    assert found.z[0] == pytest.approx(20 / np.sqrt(100 * 0.1 * 0.9))
    assert found.preferred.tolist() == [0]


def test_nothing_to_count_is_refused():
    with pytest.raises(Refusal):
        digits(np.array([0.0, np.nan]), "first")


def run(*lines):
    result = CliRunner().invoke(app, input="\n".join(map(json.dumps, lines)) + "\n")
    return result, [json.loads(line) for line in result.stdout.splitlines()]


def test_the_command_warns_where_the_law_is_not_to_be_expected():
    rng = np.random.default_rng(1)
    days, costs = rng.integers(20, 60, 300).tolist(), (10 ** rng.uniform(1, 6, 300)).tolist()
    _result, [narrow, wide, last] = run(
        {"id": 1, "values": days, "digits": "first"},
        {"id": 2, "values": costs, "digits": "first"},
        {"id": 3, "values": [*days, *[40] * 60]},
    )
    assert "orders of magnitude" in narrow["warnings"][0]
    assert wide["warnings"] == []
    assert wide["conformity"] in ("close", "acceptable", "marginal", "none")
    assert last["preferred"] == [0]
    assert last["mantissa"]["mean"] is not None


def test_a_kind_of_digit_that_does_not_exist_is_refused():
    result, [answer] = run({"id": 1, "values": [1], "digits": "third"})
    assert result.exit_code == 2
    assert "digits" in answer["error"]
