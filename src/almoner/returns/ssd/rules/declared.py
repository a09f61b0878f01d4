"""Checks made from declarations: keys, references between tables, codes, dates, numbers."""

from __future__ import annotations

import polars as pl

from almoner.returns import dates
from almoner.returns.ssd.context import ContextSSD
from almoner.returns.ssd.fields import CODES, DECLARED, PERSON
from almoner.returns.ssd.rules.book import Find, enter

# Lists that the source gives in part, or in words where councils send codes.
IN_PART = ("ethnicity", "gender", "category_of_abuse", "placement_type", "immigration_status")


def missing(field: str) -> Find:
    """Nothing there."""
    return lambda r: pl.col(field).is_null()


def twice(field: str) -> Find:
    """The key of more than one row."""
    return lambda r: pl.col(field).is_not_null() & pl.col(field).is_duplicated()


def orphan(table: str, field: str, other: str, key: str) -> Find:
    """Refers to a row that is not there."""

    def find(r: ContextSSD) -> pl.LazyFrame:
        there = r.rows(other).select(pl.col(key).alias("there")).drop_nulls().unique()
        given = r.rows(table).filter(pl.col(field).is_not_null())
        return given.join(there, left_on=field, right_on="there", how="anti")

    return find


def unlisted(field: str, codes: str) -> Find:
    """Not in the code list."""
    return lambda r: ~pl.col(field).str.to_lowercase().is_in(CODES[codes])


def unreadable(field: str) -> Find:
    """Not a date, or one that does not exist."""
    return lambda r: pl.col(dates.bad(field)) & pl.col(field).is_null()


def no_number(field: str) -> Find:
    """Not a number."""
    return lambda r: pl.col(field).is_not_null() & pl.col(field).cast(
        pl.Float64, strict=False
    ).is_null()  # fmt: skip


def named_thus(table: str, field: str, codes: str) -> None:
    """Enter the check of a code list."""
    severity = "query" if codes in IN_PART else "error"
    said = f"{field} is not in the code list."
    enter(f"SSD-{field}-CODE", table, (field,), said, unlisted(field, codes), severity=severity)


for _table, _field, _kind, _codes, _is_key, _refers in DECLARED:
    if _is_key:
        enter(
            f"SSD-{_field}-KEY", _table, (_field,), f"The key {_field} is blank.", missing(_field)
        )
        _said = f"The key {_field} is on more than one row."
        enter(f"SSD-{_field}-TWICE", _table, (_field,), _said, twice(_field))
    if _refers is not None and _refers[0] == PERSON and not _is_key:
        _said = f"{_field} does not say whose row it is."
        enter(f"SSD-{_field}-BLANK", _table, (_field,), _said, missing(_field))
    if _refers is not None:
        _said = f"{_field} refers to a row that is not in {_refers[0]}."
        _reads = () if _refers[0] == _table else (_refers[0],)
        _find = orphan(_table, _field, *_refers)
        enter(f"SSD-{_field}-ORPHAN", _table, (_field,), _said, _find, reads=_reads)
    if _codes:
        named_thus(_table, _field, _codes)
    if _kind == "date":
        _said = f"{_field} is not a real date."
        enter(f"SSD-{_field}-DATE", _table, (_field,), _said, unreadable(_field))
    if _kind == "number":
        enter(f"SSD-{_field}-NUMBER", _table, (_field,), f"{_field} is not a number.",
              no_number(_field))  # fmt: skip
