"""Two submissions, one after the other, through the database: as if the second came alone."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from almoner.casework.held import rows_known
from almoner.casework.submitting import keep
from almoner.records.tables import declared_tables
from almoner.reference.refusal import Refusal
from almoner.returns.context import Collection
from almoner.returns.keeping import from_records, to_records
from almoner.returns.kinds import RETURNS, kind_of
from almoner.returns.year import collection_year
from tests.builders.dirty_returns import dirty_return

YEAR = "2025-26"
_COUNCILS = count(1)


@pytest.mark.django_db
@pytest.mark.parametrize("code", RETURNS)
@settings(
    max_examples=4, deadline=None, suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)  # fmt: skip
@given(data=st.data())
def test_the_later_stands_as_if_it_had_come_alone(code: str, data: Any) -> None:
    council = f"X{next(_COUNCILS)}"
    first, second = data.draw(dirty_return(code)), data.draw(dirty_return(code))
    assume(belongs(code, first) and belongs(code, second))
    if code == "CLD":
        second = {"CLD": _of_one_period(second["CLD"], first["CLD"])}
    told = {"year": YEAR, "authority": council, "files": [], "by": "tests", "set_aside": True}
    keep(code, first, **told)
    kept = keep(code, second, **told)
    held = rows_known(council, submitted=True)
    back = from_records(code, held, year=YEAR, authority=council)
    assert list(back) == list(second)
    for name, frame in second.items():
        assert back[name].equals(frame), name
    alone = to_records(code, second, year=YEAR, authority=council)
    for name, table in declared_tables().items():
        if table.counted and name != "team":
            same(held[name], alone.get(name), table.key)
    assert keep(code, second, **told).unchanged
    assert kept.replaces is not None


def belongs(code: str, tables: dict[str, pl.DataFrame]) -> bool:
    """Whether the return does not say of itself, by chance, that it is another's."""
    refuse = kind_of(code).refuse_another
    try:
        if refuse is not None:
            refuse(tables, Collection.of(collection_year(YEAR)), Path(code))
    except Refusal:
        return False
    return True


def same(held: pl.DataFrame, alone: Any, key: str) -> None:
    wanted = held.clear() if alone is None else pl.DataFrame(pl.from_arrow(alone))
    assert held.sort(key).to_dicts() == wanted.select(held.columns).sort(key).to_dicts()


def _of_one_period(later: pl.DataFrame, earlier: pl.DataFrame) -> pl.DataFrame:
    """The later rows with the reporting period of the earlier: else it would be of another."""
    end = "Reporting_Period_End_Date"
    period = earlier[end][0] if earlier.height else None
    rows = later.with_columns(pl.lit(period, dtype=pl.String).alias(end))
    return rows if rows.height and earlier[end].n_unique() < 2 else earlier
