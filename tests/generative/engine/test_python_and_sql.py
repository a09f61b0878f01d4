"""What a few rows are counted by, generated Python, gives the rows that DuckDB gives for SQL."""

from __future__ import annotations

import os
from collections import Counter
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from almoner.catalogue.register import computed_indicators
from almoner.engine.few import Few
from almoner.engine.places import Months
from almoner.engine.prepared import Prepared, prepared
from almoner.engine.slices import RowsOf, Slices
from almoner.records.tables import declared_tables
from tests.builders.random_records import frames, random_tables

MONTHS = Months(2023 * 12 + 3, 2024 * 12 + 11)
EXAMPLES = 100 if os.environ.get("ALMONER_HYPOTHESIS_PROFILE") == "nightly" else 4


@cache
def ready() -> Prepared:
    return prepared(tuple(computed_indicators().values()))


@cache
def both() -> tuple[Few, Slices]:
    python = ready().python
    assert python is not None
    return Few(ready().program, python, MONTHS), Slices(ready().program, MONTHS)


def test_every_statement_can_be_said_in_python() -> None:
    python = ready().python
    assert python is not None
    assert [n for n, text in enumerate(python.statements) if not text] == []
    assert [name for name, text in python.tables.items() if not text] == []


@settings(max_examples=EXAMPLES, deadline=None, derandomize=True)
@given(seed=st.integers(0, 10_000), rows=st.sampled_from((1, 3, 7, 20)))
def test_python_counts_as_sql_does(seed: int, rows: int) -> None:
    few, slices = both()
    tables = frames(random_tables(seed, rows))
    for name in declared_tables():
        few.fill(name, tables[name].rows())
        slices.fill(name, tables[name].rows())
    every = range(len(ready().program.statements))
    one, other = few.run(every), slices.run(every)
    for number in every:
        assert counted(one.get(number)) == counted(other.get(number)), number


def counted(found: RowsOf | None) -> Counter[tuple[tuple[str, object], ...]]:
    if found is None:
        return Counter()
    return Counter(tuple(zip(found.columns, row, strict=True)) for row in found.rows)


@pytest.mark.parametrize("number", range(3))
def test_nothing_remains_of_people_who_were_there_before(number: int) -> None:
    few, _slices = both()
    every = range(len(ready().program.statements))
    for name, frame in frames(random_tables(number)).items():
        few.fill(name, frame.rows())
    assert few.run(every)
    for name in declared_tables():
        few.fill(name, [])
    assert few.run(every) == {}
