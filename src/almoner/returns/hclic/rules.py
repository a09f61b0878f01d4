"""Almoner's own checks of H-CLIC: only what is known of its sections. Codes are not known to us.

Not checked, because the element that says so is not known: that a closed case has its Assistance,
that a duty has its section, and how long the duties of prevention and relief last.
"""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from almoner.returns.context import Context
from almoner.returns.hclic.fields import (
    CASE,
    FIRST_REPORTED,
    MAIN,
    NO_DATES,
    SECTIONS,
    VALUES,
)
from almoner.returns.rule import Breaches, RuleBook

BOOK = RuleBook()
RULES = BOOK.rules
OURS = "(Almoner's own check)"
Find = Callable[[Context], Breaches]
col = pl.col


def no_case(r: Context) -> pl.Expr:
    """The case's identifier is not there."""
    return col(CASE).is_null()


def empty(r: Context) -> pl.Expr:
    """Nothing is filled in."""
    return col(VALUES).is_null() | (col(VALUES) == "0")


def impossible_date(r: Context) -> pl.Expr:
    """Something is written like a date that does not exist."""
    return col(NO_DATES).is_not_null()


def twice(r: Context) -> pl.Expr:
    """The case has another row here."""
    return col(CASE).is_not_null() & col(CASE).is_duplicated()


def absent(section: str, other: str) -> Find:
    """Rows whose case has nothing in the other section."""

    def find(r: Context) -> pl.LazyFrame:
        rows = r.rows(section).filter(col(CASE).is_not_null())
        if not r.has(other):
            return rows
        return rows.join(r.rows(other).select(CASE).drop_nulls().unique(), on=CASE, how="anti")

    return find


def _enter(
    code: str, section: str, field: str, said: str, find: Find, severity: str = "error"
) -> None:
    BOOK.rule(code, f"{said} {OURS}", on=(section,), fields=(field,), severity=severity)(find)


for _name, _when in SECTIONS:
    _short = _name.replace(" ", "")
    _enter(f"HC-{_short}-CASE", _name, CASE, "There is no case identifier.", no_case)
    _enter(f"HC-{_short}-EMPTY", _name, VALUES, "Nothing is filled in.", empty)
    _said = "A date does not exist."
    _enter(f"HC-{_short}-DATE", _name, NO_DATES, _said, impossible_date)
    if _name != MAIN:
        _said = "The case has no Main section here, which is due when it is first reported."
        _enter(f"HC-{_short}-MAIN", _name, CASE, _said, absent(_name, MAIN), "query")
    if _name != MAIN and _when == FIRST_REPORTED:
        _said = f"The case has no {_name} section, which is due with Main."
        _enter(f"HC-Main-{_short.upper()}", MAIN, CASE, _said, absent(MAIN, _name))
_enter("HC-Main-TWICE", MAIN, CASE, "The case has more than one Main section.", twice)
