"""Whether a census is the one that was asked for: collection, year and authority of its header.

What contradicts itself is not refused: it is checked, and rule 100 finds it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from almoner.reference.areas import areas
from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.returns.cin.fields import SHAPES
from almoner.returns.context import Collection
from almoner.returns.tables import prepare
from almoner.returns.year import year_with

_WORDS = ("CIN", "NEED")


def refuse_another(
    tables: Mapping[str, pl.DataFrame], collection: Collection, file: Path | None = None
) -> None:
    """Raise Refusal for another collection, another year than asked, or another authority."""
    header = prepare(SHAPES["Header"], tables["Header"]) if "Header" in tables else None
    if header is None or not header.height:
        return
    first = header.row(0, named=True)
    _refuse_collection(first["Collection"], file)
    if collection.asked:
        _refuse_year(first["ReferenceDate"], first["Year"], collection, file)
    if collection.authority is not None:
        _refuse_authority(first["LEA"], collection.authority, file)


def year_of(tables: Mapping[str, pl.DataFrame]) -> str | None:
    """The year of the header's reference date; where that cannot be read, that of its Year."""
    header = prepare(SHAPES["Header"], tables["Header"]) if "Header" in tables else None
    if header is None or not header.height:
        return None
    first = header.row(0, named=True)
    day, year = first["ReferenceDate"], str(first["Year"] or "")
    if day is not None:
        return year_with(day)
    return year_with(dt.date(int(year), 3, 31)) if re.fullmatch("[12][0-9]{3}", year) else None


def _refuse_collection(name: str | None, file: Path | None) -> None:
    if name is not None and not any(word in name.upper() for word in _WORDS):
        message = _("the header is of another collection")
        raise Refusal(message, file=file, column="Collection", found=name, expected="CIN")


def _refuse_year(
    day: dt.date | None, year: str | None, collection: Collection, file: Path | None
) -> None:
    end = collection.end
    agrees = day is not None and (day.month, day.day) == (3, 31) and year == str(day.year)
    if agrees and day != end:
        raise Refusal(
            _("the header is of another year"), file=file, column="ReferenceDate",
            found=str(day), expected=str(end),
        )  # fmt: skip


def _refuse_authority(number: str | None, asked: str, file: Path | None) -> None:
    theirs = areas().find(number) if number else None
    ours = areas().find(asked)
    if theirs is not None and ours is not None and theirs.code != ours.code:
        raise Refusal(
            _("the header is of another authority"), file=file, column="LEA",
            found=f"{number} {theirs.name}", expected=f"{asked} {ours.name}",
        )  # fmt: skip
