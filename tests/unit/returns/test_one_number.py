"""One number given to all children: a slip that must cost neither all memory nor all day."""

from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl
import pytest

from almoner.returns.checking import context_of, findings_of
from almoner.returns.context import Collection
from almoner.returns.kinds import References, kind_of

ROWS = 3_000
DAYS = [dt.date(2020, 1, 1) + dt.timedelta(days=n % 2_000) for n in range(ROWS)]


def _tables(code: str) -> dict[str, Any]:
    kind = kind_of(code)
    return {
        name: pl.DataFrame(
            {
                field.name: DAYS if field.is_date else ["X"] * ROWS
                for field in shape.fields
                if not field.derived
            }
        )
        for name, shape in kind.shapes.items()
        if "Provider" not in name
    }


@pytest.mark.parametrize("code", ["SSDA903", "ANNEX_A", "SSD"])
def test_findings_come_all_the_same(code: str) -> None:
    kind, tables = kind_of(code), _tables(code)
    last = tables if code == "SSDA903" else {}
    collection = Collection.of("2026-27", authority="E10000016")
    found = findings_of(kind, context_of(kind, tables, last, collection, References()))
    assert found.height > ROWS
