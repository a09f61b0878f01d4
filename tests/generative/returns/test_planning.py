"""The few rows of a child are checked without planning, a whole return with: they agree."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from almoner.returns import planning
from almoner.returns.checking import context_of, findings_of
from almoner.returns.context import Collection
from almoner.returns.kinds import References, kind_of

COLLECTION = Collection.of("2026-27", authority="E10000025")
KEYS = st.sampled_from(["1", "2"])
CELLS = st.sampled_from(
    ["1", "2", "3", "0", None, "", "31/03/2027", "01/04/2026", "05/06/2026", "31/02/2026",
     "2019-01-01", "14/05/2010", "S", "X1", "C2", "V3", "U1", "P1", "N1", "E11", "true", "RC1",
     "1A", "AB1 2CD"]
)  # fmt: skip


def _findings(code: str, tables: dict[str, Any], few: int) -> list[tuple[Any, ...]]:
    kind = kind_of(code)
    with patch.object(planning, "_FEW_ROWS", few):
        context = context_of(kind, tables, {}, COLLECTION, References())
        return findings_of(kind, context).rows()


@pytest.mark.parametrize("code", ["SSDA903", "CIN"])
@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_few_rows_and_many_give_the_same(code: str, data: st.DataObject) -> None:
    kind = kind_of(code)
    tables = {
        name: data.draw(
            st.lists(
                st.fixed_dictionaries(
                    {}, optional={c: KEYS if c == kind.key else CELLS for c in shape.columns}
                ),
                max_size=6,
            ),
            label=name,
        )
        for name, shape in kind.shapes.items()
        if name not in {"ProviderList", "Provider Info"}
    }
    assert _findings(code, tables, 10**6) == _findings(code, tables, -1)
