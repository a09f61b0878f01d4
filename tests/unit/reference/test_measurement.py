"""Measurements: a value or the reason for none; breakdowns in one spelling."""

from __future__ import annotations

import polars as pl
import pytest

from almoner.reference.measurement import (
    MEASUREMENT_SCHEMA,
    Marker,
    Measurement,
    Status,
    breakdown_code,
    check_measurements,
    empty_measurements,
    parse_breakdown,
)
from almoner.reference.refusal import Refusal


def row(**changes: object) -> dict[str, object]:
    return {
        "indicator": "REREFERRALS",
        "period": "Y2024",
        "area": "E10000025",
        "breakdown": "",
        "numerator": 177.0,
        "denominator": 1000.0,
        "value": 17.7,
        "status": "final",
        "marker": None,
        "label": "2024",
        **changes,
    }


def frame(*rows: dict[str, object]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=MEASUREMENT_SCHEMA)


def test_a_measurement_has_a_value_or_a_marker() -> None:
    one = Measurement("REREFERRALS", "Y2024", "E10000025", value=17.7)
    assert (one.status, one.marker, one.breakdown) == (Status.FINAL, None, "")
    gone = Measurement("REREFERRALS", "Y2024", "E10000025", marker=Marker.SUPPRESSED)
    assert gone.value is None
    for arguments in ({}, {"value": 1.0, "marker": Marker.SUPPRESSED}, {"value": float("nan")}):
        with pytest.raises(Refusal):
            Measurement("REREFERRALS", "Y2024", "E10000025", **arguments)  # type: ignore[arg-type]


def test_a_frame_of_measurements_is_given_back() -> None:
    good = frame(row(), row(area="E06000010", value=None, marker="not_collected"))
    assert check_measurements(good) is good
    assert check_measurements(empty_measurements()).is_empty()


@pytest.mark.parametrize(
    "rows",
    [
        [row(value=None)],
        [row(marker="suppressed")],
        [row(value=None, marker="unheard of")],
        [row(status="unheard of")],
        [row(value=float("inf"))],
        [row(denominator=float("nan"))],
        [row(area=None)],
        [row(status=None)],
        [row(), row(value=18.0)],
    ],
)
def test_a_frame_at_fault_is_refused(rows: list[dict[str, object]]) -> None:
    with pytest.raises(Refusal) as refused:
        check_measurements(frame(*rows), file="x.csv")
    assert refused.value.file == "x.csv"
    with pytest.raises(Refusal):
        check_measurements(frame(row()).drop("label"))


def test_markers_and_their_words() -> None:
    assert len({marker.words for marker in Marker}) == len(Marker)
    assert Marker.SUPPRESSED == "suppressed"


def test_breakdowns_are_in_order_of_their_names() -> None:
    assert breakdown_code() == ""
    assert breakdown_code(sex="female", age="0-17", need=None) == "age=0-17;sex=female"
    assert breakdown_code({"sex": "female"}, age="0-17") == "age=0-17;sex=female"
    assert parse_breakdown("age=0-17;sex=female") == {"age": "0-17", "sex": "female"}
    assert parse_breakdown("") == {}


@pytest.mark.parametrize("code", ["sex=female;age=0-17", "age", "age=", "=x", "Age=1", "a=1;a=2"])
def test_what_is_no_breakdown(code: str) -> None:
    with pytest.raises(Refusal):
        parse_breakdown(code)


@pytest.mark.parametrize("value", ["", "a;b", "a=b", "a\nb"])
def test_what_is_no_value_of_a_breakdown(value: str) -> None:
    with pytest.raises(Refusal):
        breakdown_code(age=value)
