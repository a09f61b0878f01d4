"""Whether Client Level Data is of the year and authority that were asked for, by its own words."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from almoner.reference.areas import CodeScheme, areas
from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.returns.cld.fields import SHAPE, TABLE
from almoner.returns.context import Collection
from almoner.returns.tables import prepare
from almoner.returns.year import year_with

_START, _END = "Reporting_Period_Start_Date", "Reporting_Period_End_Date"
_NEARLY_ALL = 0.95


def refuse_another(
    tables: Mapping[str, pl.DataFrame], collection: Collection, file: Path | None = None
) -> None:
    """Raise Refusal where every row is of another year than asked, or of another authority."""
    given = tables[TABLE]
    if collection.asked and {_START, _END} <= set(given.columns):
        _refuse_year(given.select(_START, _END).unique(), collection, file)
    if collection.authority is not None and "LA_Code" in given.columns:
        _refuse_authority(given["LA_Code"].drop_nulls().unique(), collection.authority, file)


def year_of(tables: Mapping[str, pl.DataFrame]) -> str | None:
    """The year in which the latest reporting periods end; a slip of the keyboard does not count."""
    given = tables[TABLE]
    if _END not in given.columns:
        return None
    counted = given.group_by(_END).len()
    ends = prepare(SHAPE, counted.select(_END)).select(_END, rows=counted.get_column("len"))
    known = ends.drop_nulls(_END).sort(_END)
    up_to = pl.col("rows").cum_sum() >= pl.col("rows").sum() * _NEARLY_ALL
    last = known.filter(up_to).get_column(_END)
    return year_with(last[0]) if len(last) else None


def _refuse_year(given: pl.DataFrame, collection: Collection, file: Path | None) -> None:
    periods = prepare(SHAPE, given).select(_START, _END).drop_nulls()
    first, last = collection.start, collection.end
    if periods.is_empty() or periods.filter(pl.col(_START) <= last, pl.col(_END) >= first).height:
        return
    days = periods.select(pl.col(_START).min(), pl.col(_END).max()).row(0)
    raise Refusal(
        _("the reporting periods are of another year"), file=file, column=_START,
        found=" - ".join(map(str, days)), expected=collection.year,
    )  # fmt: skip


def _refuse_authority(codes: pl.Series, asked: str, file: Path | None) -> None:
    ours = areas().find(asked)
    found = {code: areas().find(code.strip(), scheme=_scheme(code)) for code in codes}
    known = {area.code for area in found.values() if area is not None}
    if ours is not None and known and ours.code not in known:
        raise Refusal(
            _("the rows are of another authority"), file=file, column="LA_Code",
            found=", ".join(sorted(found)), expected=f"{asked} {ours.name}",
        )  # fmt: skip


def _scheme(code: str) -> CodeScheme | None:
    return CodeScheme.CASSR if code.strip().isdigit() else None
