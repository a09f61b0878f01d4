"""Whatever the tables hold, every check runs, and finds only on rows that exist."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from almoner.returns.checking import context_of, findings_of
from almoner.returns.context import Collection
from almoner.returns.kinds import References, kind_of
from almoner.returns.running import runnable
from almoner.returns.ssd.fields import SHAPES

KIND = kind_of("SSD")
CELLS = st.one_of(
    st.none(),
    st.sampled_from(
        ["", "a", "b", "31/02/2020", "01/05/2020", "é", "\x00", "2020-01-01", "2020-02-31"]
    ),
    st.dates(dt.date(2000, 1, 1), dt.date(2030, 1, 1)),
    st.integers(-5, 10**12),
    st.floats(),
)


def _rows(table: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    cells = dict.fromkeys(SHAPES[table].columns, CELLS)
    return st.lists(st.fixed_dictionaries({}, optional=cells), max_size=2)


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.fixed_dictionaries({table: _rows(table) for table in SHAPES}))
def test_every_check_runs_on_damaged_tables(tables: dict[str, Any]) -> None:
    context = context_of(KIND, tables, {}, Collection.of("2026-27"), References())
    assert len(runnable(KIND.rules(), context)) == len(KIND.rules())
    for table, row in findings_of(KIND, context).select("table", "row").rows():
        assert 0 <= row < len(tables[table])
