"""Whether an SSDA903 can be of the year and authority that were asked for.

Its lists do not say either. Single rows of another time or place are findings; a return that is so
throughout is another return.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.returns.context import Collection
from almoner.returns.ssda903.fields import SHAPES
from almoner.returns.ssda903.postcodes import authorities_of, one_code
from almoner.returns.tables import prepare
from almoner.returns.year import year_with

# Fewer homes than this say nothing about where a council is.
_FEW_HOMES = 20
_DAYS = "(?i)^ *DEC(OM)? *$"
# Hardly any start is after the year, and more than a twentieth are in it.
_NEARLY_ALL = 0.95
# Years that can be those of a return of today's form.
_FIRST, _LAST = 2000, 2099
_HOMES_LOOKED_AT = 500


def refuse_another(
    tables: Mapping[str, pl.DataFrame], collection: Collection, file: Path | None = None
) -> None:
    """Raise Refusal for another year or another authority than was asked for."""
    given = tables.get("Episodes")
    if given is None or not given.height:
        return
    if collection.asked:
        _refuse_year(given, collection, file)
    if collection.authority is not None and "HOME_POST" in given.columns:
        _refuse_authority(given["HOME_POST"], collection.authority, file)


def year_of(tables: Mapping[str, pl.DataFrame]) -> str | None:
    """The year in which most episodes that ended did so: none that ended before it is returned,
    and none can have ended after it. Where none has ended, the year of the latest starts."""
    given = tables.get("Episodes")
    if given is None or not given.height:
        return None
    episodes = prepare(SHAPES["Episodes"], given.select(pl.selectors.matches(_DAYS)))
    for name, share in (("DEC", 0.5), ("DECOM", _NEARLY_ALL)):
        days = episodes.get_column(name).drop_nulls()
        years = pl.select(days.dt.offset_by("-3mo").dt.year()).to_series().sort()
        # By place in order, so that a slip of the keyboard or two does not count.
        if len(years):
            first = int(years[min(int(len(years) * share), len(years) - 1)])
            return year_with(dt.date(first, 4, 1)) if _FIRST <= first <= _LAST else None
    return None


def _refuse_year(given: pl.DataFrame, collection: Collection, file: Path | None) -> None:
    """Every episode ended before the year before, or starts after the year."""
    episodes = prepare(SHAPES["Episodes"], given.select(pl.selectors.matches(_DAYS)))
    begun, ended = pl.col("DECOM"), pl.col("DEC")
    first = collection.start.replace(day=1, year=collection.start.year - 1)
    outside = (begun > collection.end) | (ended < first)
    dated = episodes.filter(begun.is_not_null())
    if dated.is_empty() or not dated.select(outside.fill_null(value=False).all()).item():
        return
    days = dated.select(begun.min().alias("first"), pl.max_horizontal(begun, ended).max())
    found = _("episodes from {first} to {last}").format(**_written(days.row(0)))
    expected = _("episodes of {year} or of the year before").format(year=collection.year)
    message = _("the episodes are of another year")
    raise Refusal(message, file=file, column="DECOM", found=found, expected=expected)


def _written(days: tuple[dt.date, ...]) -> dict[str, str]:
    return {"first": f"{days[0]:%d/%m/%Y}", "last": f"{days[1]:%d/%m/%Y}"}


def _refuse_authority(homes: pl.Series, asked: str, file: Path | None) -> None:
    """None of the homes is in the authority that was asked for, and most are in one other."""
    found = authorities_of(homes.drop_nulls().unique(maintain_order=True).head(_HOMES_LOOKED_AT))
    common = found.value_counts(sort=True)
    own = one_code(asked)
    if found.len() < _FEW_HOMES or (found == own).any() or common["count"][0] * 2 <= found.len():
        return
    raise Refusal(
        _("the children's homes are in another authority"), file=file, column="HOME_POST",
        found=str(common[common.columns[0]][0]), expected=str(own),
    )  # fmt: skip
