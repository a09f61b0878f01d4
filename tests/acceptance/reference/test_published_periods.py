"""Every period label in the packaged publications is read, or refused for a stated reason."""

from __future__ import annotations

import re

import pytest

from almoner.reference.periods import Period, PeriodKind, parse_period
from almoner.reference.refusal import Refusal
from tests.acceptance.reference.packaged import DATA, tables, texts

YEARS = re.compile(r"years?|period|time_period|financial_(year|quarter)|quarter|snapshot")
MONTHS = re.compile(r"month")
NOT_PERIODS = {"Census Week", "Financial Quarter", "Financial Year"}
REFUSED = {
    "0": "a year that the publisher left unnamed",
}


def labels(columns: re.Pattern[str]) -> dict[str, str]:
    """Every label with a table and column where it stands."""
    return {
        label: f"{name}, {column}"
        for name, frame in tables()
        for column, listed in texts(frame, columns)
        for label in listed
        if label not in NOT_PERIODS
    }


def read_all(columns: re.Pattern[str], kind: PeriodKind | None) -> set[str]:
    """The codes of all labels in such columns, having refused what is refused for a reason."""
    codes, refused = set(), {}
    for label, where in labels(columns).items():
        try:
            read = parse_period(label, kind=kind)
        except Refusal:
            refused[label] = where
            continue
        assert read.label == label
        assert Period.from_code(read.period.code) == read.period
        codes.add(read.period.code)
    assert set(refused) <= set(REFUSED), refused
    return codes


@pytest.fixture(autouse=True)
def _data_there() -> None:
    if not DATA.exists():
        pytest.skip("no publication is packaged yet")


@pytest.mark.parametrize(
    "kind", [PeriodKind.YEAR, PeriodKind.CALENDAR_YEAR, PeriodKind.ACADEMIC_YEAR, None]
)
def test_every_label_is_read_or_refused_for_a_reason(kind: PeriodKind | None) -> None:
    codes = read_all(YEARS, kind)
    assert len(codes) > 40
    assert any("x" in code for code in codes)


@pytest.mark.parametrize("kind", [PeriodKind.MONTH, None])
def test_every_month_is_read(kind: PeriodKind | None) -> None:
    codes = read_all(MONTHS, kind)
    assert all(code.startswith("M") for code in codes)
