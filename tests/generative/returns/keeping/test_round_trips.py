"""Every return, clean or dirty: to the record and back, to files and back, is what it was."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from almoner.reference.refusal import Refusal
from almoner.returns.keeping import from_records, to_records
from almoner.returns.kinds import RETURNS, kind_of
from almoner.returns.writing import comparable, forms_of, written
from tests.builders.dirty_returns import dirty_return

YEAR, COUNCIL = "2025-26", "E10000025"
# A failing return is told as it was found: making it smaller takes minutes.
FEW = settings(
    max_examples=20, deadline=None, suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)  # fmt: skip


def equal(given_tables: dict[str, pl.DataFrame], found: dict[str, pl.DataFrame]) -> None:
    assert list(found) == list(given_tables)
    for name, frame in given_tables.items():
        assert found[name].equals(frame), name


@pytest.mark.parametrize("code", RETURNS)
@FEW
@given(data=st.data())
def test_to_the_record_and_back(code: str, data: Any) -> None:
    tables = data.draw(dirty_return(code))
    records = to_records(code, tables, year=YEAR, authority=COUNCIL)
    equal(tables, from_records(code, records, year=YEAR, authority=COUNCIL))


@pytest.mark.parametrize("code", RETURNS)
@FEW
@given(data=st.data())
def test_to_files_and_back(code: str, data: Any) -> None:
    """A form either holds everything, or is refused; CSV alone may never be refused for dirt."""
    tables = data.draw(dirty_return(code))
    for form in forms_of(code):
        try:
            files = written(code, tables, form)
        except Refusal:
            continue
        with tempfile.TemporaryDirectory() as folder:
            for name, content in files.items():
                (Path(folder) / name).write_bytes(content)
            found = kind_of(code).read(Path(folder))
        for name, frame in tables.items():
            if form == "csv" and frame.height:
                shape = kind_of(code).shapes[name]
                assert comparable(found[name], shape).equals(comparable(frame, shape)), name


@pytest.mark.parametrize("code", RETURNS)
@FEW
@given(data=st.data())
def test_facts_are_as_their_tables_declare(code: str, data: Any) -> None:
    from almoner.records.checks import check_values
    from almoner.records.tables import declared_tables

    tables = data.draw(dirty_return(code))
    records = to_records(code, tables, year=YEAR, authority=COUNCIL)
    frames = {name: pl.DataFrame(pl.from_arrow(table)) for name, table in records.items()}
    for name, frame in frames.items():
        table = declared_tables()[name]
        check_values(frame, table, file=Path(name))
        for column in table.columns:
            if column.refers and column.name != table.key:
                keys = frames.get(column.refers)
                known = set() if keys is None else set(keys[declared_tables()[column.refers].key])
                assert set(frame[column.name].drop_nulls()) <= known, (name, column.name)
