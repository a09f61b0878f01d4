"""Dates are parsed once, here, when a table is taken in; a rule never parses one.

A return's own form is day/month/year unless its shape says otherwise. Other clear forms are read
too, but a date in one of them is marked, because the national portal would not take it. An
impossible date (31 February) becomes null and is marked. A rule about a date's validity reads the
mark; every other rule reads the date and cannot stumble over text.
"""

from __future__ import annotations

import polars as pl

OWN_FORM = "%d/%m/%Y"
# Forms in which day, month and year cannot be mistaken for one another. Two-figure years and
# 01042020 are left out: they can be read in more than one way.
OTHER_FORMS = (
    "%Y-%m-%d",
    "%d-%m-%Y",
    "%d.%m.%Y",
    "%Y/%m/%d",
    "%d %b %Y",
    "%d-%b-%Y",
    "%d %B %Y",
    "%d-%B-%Y",
)
# A time of day after the date says nothing more about the date.
_TIME = r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$"
# A year of fewer than four figures is a slip of the keyboard, not a date.
_FIRST_YEAR = 1000


def raw(name: str) -> str:
    """Column that holds the text of a date field as it was given."""
    return f"{name}.raw"


def bad(name: str) -> str:
    """Column that marks a date field given but impossible, or not in the return's own form."""
    return f"{name}.bad"


def parsed(name: str, form: str = OWN_FORM) -> pl.Expr:
    """The dates of a field from its text, in the return's own form; null for anything else."""
    return pl.col(raw(name)).str.to_date(form, strict=False).alias(name)


def in_range(name: str) -> pl.Expr:
    """The dates of a field without those of impossible years."""
    return pl.when(pl.col(name) >= pl.date(_FIRST_YEAR, 1, 1)).then(pl.col(name)).alias(name)


def mark(name: str) -> pl.Expr:
    """The mark of a field: its text is there, but no date in the return's own form."""
    return (pl.col(name).is_null() & pl.col(raw(name)).is_not_null()).alias(bad(name))


def in_another_form(text: pl.Series) -> pl.Series:
    """The dates of a column of text in any clear form; null for anything else."""
    left = pl.lit(text).str.replace(_TIME, "").str.to_titlecase()
    return pl.select(
        pl.coalesce(_read(left, form) for form in (OWN_FORM, *OTHER_FORMS))
    ).to_series()


def _read(text: pl.Expr, form: str) -> pl.Expr:
    days = text.str.to_date(form, strict=False)
    return pl.when(days.dt.year() >= _FIRST_YEAR).then(days)
