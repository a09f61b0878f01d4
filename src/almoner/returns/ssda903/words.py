"""The words in which the rules are written: expressions over fields.

`given` and `blank` speak of the field as it was filled in, so an impossible date counts as given.
"""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from almoner.returns.ssda903.context import RESPITE
from almoner.returns.ssda903.fields import CODES, TURNED

col = pl.col


def _as_filled_in(name: str) -> pl.Expr:
    return col(f"{name}.raw" if name.rsplit(".", 1)[-1] in TURNED else name)


def given(*names: str) -> pl.Expr:
    """All these fields are filled in."""
    return pl.all_horizontal(_as_filled_in(name).is_not_null() for name in names)


def blank(*names: str) -> pl.Expr:
    """All these fields are blank."""
    return pl.all_horizontal(_as_filled_in(name).is_null() for name in names)


def any_given(*names: str) -> pl.Expr:
    """At least one of these fields is filled in."""
    return ~blank(*names)


def any_blank(*names: str) -> pl.Expr:
    """At least one of these fields is blank."""
    return ~given(*names)


def unreal(name: str) -> pl.Expr:
    """The date is given but is impossible, or not in the return's own form."""
    return col(f"{name}.bad")


def is_in(name: str, codes: Iterable[str]) -> pl.Expr:
    """The field is one of the codes; false when blank."""
    return col(name).is_in(list(codes)).fill_null(value=False)


def unlisted(name: str, codes: str | None = None) -> pl.Expr:
    """The field is given and is not in its code list."""
    return given(name) & ~is_in(name, CODES[codes or name])


def differ(left: str, right: str) -> pl.Expr:
    """The two fields differ, blank counting as a value of its own."""
    return col(left).ne_missing(col(right))


def end_or(name: str, day: pl.Expr) -> pl.Expr:
    """The end of a spell, or `day` while it is open; null where the end given cannot be read."""
    return pl.when(blank(name)).then(day).otherwise(col(name))


def dates_differ(left: str, right: str) -> pl.Expr:
    """The two dates differ; where one cannot be read, the texts as given are compared."""
    both = col(left).is_not_null() & col(right).is_not_null()
    as_given = _as_filled_in(left).ne_missing(_as_filled_in(right))
    return pl.when(both).then(col(left) != col(right)).otherwise(as_given)


def years_after(name: str, years: int) -> pl.Expr:
    """The anniversary of a date (29 February goes to 28 February)."""
    return col(name).dt.offset_by(f"{years}y")


def days_after(name: str, days: int) -> pl.Expr:
    """The date so many days later."""
    return col(name) + pl.duration(days=days)


def respite(name: str = "LS") -> pl.Expr:
    """The legal status is one of short breaks (V3 or V4)."""
    return is_in(name, RESPITE)


# Sex was 1 or 2 until 2023-24, a letter since.
LETTERS_FROM = "2024-25"


def male(name: str = "SEX", *, year: str | None = None) -> pl.Expr:
    """Male, in the sign of the collection year, or in either sign where no year is given."""
    return is_in(name, _signs("1", "M", year))


def female(name: str = "SEX", *, year: str | None = None) -> pl.Expr:
    """Female, in the sign of the collection year, or in either sign where no year is given."""
    return is_in(name, _signs("2", "F", year))


def _signs(figure: str, letter: str, year: str | None) -> tuple[str, ...]:
    if year is None:
        return (figure, letter)
    return (letter,) if year >= LETTERS_FROM else (figure,)


# In a frame sorted by child: the row before is of the same child.
FOLLOWS = (col("CHILD") == col("CHILD").shift(1)).fill_null(value=False)
PRECEDES = (col("CHILD") == col("CHILD").shift(-1)).fill_null(value=False)


def before(name: str) -> pl.Expr:
    """In a frame sorted by child, the field in the child's row before."""
    return pl.when(FOLLOWS).then(col(name).shift(1))


def same_child(series: pl.Series) -> pl.Expr:
    """The row's child is among these children."""
    return col("CHILD").is_in(series.implode()).fill_null(value=False)
