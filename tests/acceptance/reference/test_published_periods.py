"""Every period label in the packaged publications is read, or refused for a stated reason."""

from __future__ import annotations

import re

import pytest

from almoner.reference.periods import Period, PeriodKind, parse_period
from almoner.reference.refusal import Refusal
from tests.acceptance.reference.packaged import DATA, tables, texts

PERIOD_COLUMNS = re.compile(
    r"years?|period|time_period|financial_(year|quarter)|month|quarter|snapshot"
)
NOT_PERIODS = {"Census Week", "Financial Quarter", "Financial Year"}
REFUSED = {
    "0": "a year that the publisher left unnamed",
}
HAS_WINDOWS = {PeriodKind.YEAR, PeriodKind.CALENDAR_YEAR}


def labels() -> dict[str, str]:
    """Every label with a table and column where it stands."""
    return {
        label: f"{name}, {column}"
        for name, frame in tables()
        for column, listed in texts(frame, PERIOD_COLUMNS)
        for label in listed
        if label not in NOT_PERIODS
    }


@pytest.fixture(autouse=True)
def _data_there() -> None:
    if not DATA.exists():
        pytest.skip("no publication is packaged yet")


@pytest.mark.parametrize("kind", [PeriodKind.YEAR, PeriodKind.CALENDAR_YEAR, None])
def test_every_label_is_read_or_refused_for_a_reason(kind: PeriodKind | None) -> None:
    found, refused = {}, {}
    for label, where in labels().items():
        try:
            found[label] = parse_period(label, kind=kind)
        except Refusal:
            refused[label] = where
    assert set(refused) <= set(REFUSED)
    assert len(found) > 40
    for label, read in found.items():
        assert read.label == label
        assert Period.from_code(read.period.code) == read.period
