"""Whatever the rows hold, every check runs and every figure is made, on rows that exist."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from almoner.returns.checking import context_of, findings_of
from almoner.returns.cld.fields import CODES, SHAPE
from almoner.returns.context import Collection
from almoner.returns.kinds import References, kind_of
from almoner.returns.running import runnable

KIND = kind_of("CLD")
DIRT = st.sampled_from(
    ["", " ", "?", "31/02/2025", "0001-01-01", "99999999999", "é", "\x00", "-1", "NaN", "a"]
)


def _cells(name: str, codes: str | None, *, is_date: bool) -> st.SearchStrategy[Any]:
    usual: st.SearchStrategy[Any] = st.sampled_from(["a", "b", "9434765919"])
    if codes:
        usual = st.sampled_from(sorted(CODES[codes]))
    if is_date:
        usual = st.dates(dt.date(1900, 1, 1), dt.date(2030, 1, 1))
    return st.one_of(usual, usual, st.none(), DIRT, st.integers(-9, 10**11), st.floats())


ROW = st.fixed_dictionaries(
    {}, optional={f.name: _cells(f.name, f.codes, is_date=f.is_date) for f in SHAPE.fields}
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(ROW, max_size=8))
def test_every_check_and_figure_on_damaged_rows(rows: list[dict[str, Any]]) -> None:
    context = context_of(KIND, {"CLD": rows}, {}, Collection.of("2025-26"), References())
    assert len(runnable(KIND.rules(), context)) == len(KIND.rules())
    for table, row in findings_of(KIND, context).select("table", "row").rows():
        assert table == "CLD"
        assert 0 <= row < len(rows)
    assert KIND.indicators is not None
    for figure in KIND.indicators(context).values():
        assert figure.denominator is None or figure.numerator <= figure.denominator
