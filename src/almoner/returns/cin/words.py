"""The words in which the rules are written: expressions over fields, and joins of tables.

`given` and `blank` speak of the field as it was filled in, so an impossible date counts as given.
`unknown` is a date that is blank or that nobody can read. The census has no rules on dates as such:
a rule that asks for a date, or for one within the year, finds the impossible one; a rule that asks
whether something still goes on does not take it for open.
"""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from almoner.returns.cin.fields import CODES, DATES

col = pl.col

# Until the year before, the item was gender, and was a figure: 1, 2, 0 (not known) or 9.
SEX_SINCE = "2024-25"
_TRUE, _FALSE = ("1", "true"), ("0", "false")


def _as_filled_in(name: str) -> pl.Expr:
    return col(f"{name}.raw" if name.rsplit(".", 1)[-1] in DATES else name)


def given(*names: str) -> pl.Expr:
    """All these fields are filled in."""
    return pl.all_horizontal(_as_filled_in(name).is_not_null() for name in names)


def blank(*names: str) -> pl.Expr:
    """All these fields are blank."""
    return pl.all_horizontal(_as_filled_in(name).is_null() for name in names)


def any_given(*names: str) -> pl.Expr:
    """At least one of these fields is filled in."""
    return ~blank(*names)


def unknown(name: str) -> pl.Expr:
    """The date is blank, or cannot be read by anybody."""
    return col(name).is_null()


def is_true(name: str) -> pl.Expr:
    """The flag is 1 or true; false when blank."""
    return col(name).str.to_lowercase().is_in(_TRUE).fill_null(value=False)


def is_false(name: str) -> pl.Expr:
    """The flag is 0 or false; false when blank."""
    return col(name).str.to_lowercase().is_in(_FALSE).fill_null(value=False)


def goes_on(prefix: str = "") -> pl.Expr:
    """The case goes on to further action."""
    return is_false(f"{prefix}ReferralNFA")


def no_further_action(prefix: str = "") -> pl.Expr:
    """The referral is flagged as leading to no further action."""
    return is_true(f"{prefix}ReferralNFA")


def is_in(name: str, codes: Iterable[str]) -> pl.Expr:
    """The field is one of the codes; false when blank."""
    return col(name).is_in(list(codes)).fill_null(value=False)


def listed(name: str, codes: str) -> pl.Expr:
    """The field is in the code list; false when blank."""
    return is_in(name, CODES[codes])


def after_assessment(name: str = "ReasonForClosure") -> pl.Expr:
    """The case was closed after assessment, with nothing more or with early help (RC8, RC9)."""
    return is_in(name, ("RC8", "RC9"))


def years_after(name: str, years: int) -> pl.Expr:
    """The anniversary of a date (29 February goes to 28 February)."""
    return col(name).dt.offset_by(f"{years}y")


def within_year(name: str, start: pl.Expr, end: pl.Expr) -> pl.Expr:
    """The date lies in the year from start to end; false for one blank or unreadable."""
    return col(name).is_between(start, end).fill_null(value=False)


def on_a_weekend(name: str) -> pl.Expr:
    """The date is a Saturday or a Sunday."""
    return col(name).dt.weekday() >= 6


def marking(*frames: pl.LazyFrame) -> pl.LazyFrame:
    """The rows that any of the frames marks; only their row numbers are kept."""
    rows = [frame.select(pl.selectors.ends_with(".row")) for frame in frames]
    return pl.concat(rows, how="diagonal_relaxed")
