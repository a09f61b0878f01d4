"""Client Level Data of another year or council is refused by its own words."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from almoner.reference.refusal import Refusal
from almoner.returns.cld.belonging import refuse_another
from almoner.returns.cld.fields import TABLE
from almoner.returns.context import Collection

ASKED = Collection.of("2026-27", authority="E10000016")
Given = dict[str, pl.DataFrame]


def _rows(start: str, end: str, *codes: str | None) -> Given:
    columns = {"Reporting_Period_Start_Date": start, "Reporting_Period_End_Date": end}
    return {TABLE: pl.DataFrame([{"LA_Code": code, **columns} for code in codes])}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (_rows("2024-04-01", "2025-03-31", None), "reporting periods are of another year"),
        (_rows("01/04/2024", "31/03/2025", None), "reporting periods are of another year"),
        (_rows("2026-04-01", "2026-06-30", "102"), "rows are of another authority"),
        (_rows("2026-04-01", "2026-06-30", "E08000003"), "rows are of another authority"),
    ],
)
def test_refused(given: Given, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        refuse_another(given, ASKED, Path("cld.csv"))


@pytest.mark.parametrize(
    "given",
    [
        _rows("2026-04-01", "2026-06-30", None),
        _rows("2025-07-01", "2026-06-30", "820"),
        _rows("2026-04-01", "2026-06-30", "102", "E10000016"),
        _rows("soon", "31/02/2025", "no code at all"),
    ],
)
def test_taken(given: Given) -> None:
    refuse_another(given, ASKED)


def test_another_year_is_no_matter_where_none_was_asked() -> None:
    refuse_another(_rows("2024-04-01", "2025-03-31", None), Collection.of("2026-27", asked=False))
