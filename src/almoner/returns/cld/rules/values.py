"""Values: code lists, values of Release 1, dates, numbers, postcodes, the NHS number's check digit.

The department has five codes for what is invalid, -2 to -6, whose meanings are not published; a
finding here says invalid and why.
"""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from almoner.returns import dates
from almoner.returns.cld.context import ContextCLD
from almoner.returns.cld.fields import CODES, RELEASE_1, SHAPE, STATUSES, TABLE
from almoner.returns.cld.rules.book import BOOK, rule
from almoner.returns.cld.words import col, low

Find = Callable[[ContextCLD], pl.Expr]
# Lists that were recalled, not read from a source.
RECALLED = ("Primary Support Reason",)
POSTCODE = r"^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$"
_LABEL = {status.field: status.label for status in STATUSES}


def not_in_list(name: str, codes: str) -> Find:
    """Neither a value of this release nor of the one before."""
    known = CODES[codes] | set(RELEASE_1.get(name, ()))
    return lambda r: ~low(name).is_in(known)


def of_release_1(name: str, codes: str) -> Find:
    """A value of the release before that this one does not have."""
    old = set(RELEASE_1[name]) - CODES[codes]
    return lambda r: low(name).is_in(old)


def unreadable(name: str) -> Find:
    """Not a date, or one that does not exist."""
    return lambda r: col(dates.bad(name)) & col(name).is_null()


def in_another_form(name: str) -> Find:
    """A clear date that is not written day/month/year."""
    return lambda r: col(dates.bad(name)) & col(name).is_not_null()


def no_number(name: str) -> Find:
    """Not a number; a cost may have a pound sign and commas."""
    tidy = col(name).str.replace_all("[£, ]", "")
    return lambda r: col(name).is_not_null() & tidy.cast(pl.Float64, strict=False).is_null()


@rule(
    "NHS_Number:-2",
    "NHS number is invalid: not ten figures, or the check digit is wrong (check codes -2 to -6).",
    on=TABLE,
    fields="NHS_Number",
)
def wrong_check_digit(r: ContextCLD) -> pl.Expr:
    # Each of the first nine figures times 10 to 2; the sum's remainder of 11 taken from 11 is the
    # tenth, 11 standing for 0, and 10 is never given out.
    text = col("NHS_Number").str.replace_all("[ -]", "")
    shaped = text.str.contains(r"^\d{10}$")
    figures = [text.str.slice(at, 1).cast(pl.Int32, strict=False) for at in range(10)]
    total = pl.sum_horizontal(figure * (10 - at) for at, figure in enumerate(figures[:9]))
    check = (11 - total % 11) % 11
    return ~shaped | (shaped & (check != figures[9]))


@rule(
    "Postcode:-2",
    "Postcode is not written as a postcode (check codes -2 to -6).",
    on=TABLE,
    fields="Postcode",
)
def no_postcode(r: ContextCLD) -> pl.Expr:
    return ~col("Postcode").str.to_uppercase().str.contains(POSTCODE)


def _enter(code: str, name: str, said: str, find: Find, severity: str, since: str | None) -> None:
    message = f"{_LABEL[name]} {said}"
    BOOK.rule(code, message, on=TABLE, fields=name, severity=severity, since=since)(find)


for _field in SHAPE.fields:
    _name = _field.name
    if _field.codes is not None:
        _recalled = _field.codes in RECALLED
        _enter(
            f"{_name}:-2", _name, "is not in the list (check codes -2 to -6).",
            not_in_list(_name, _field.codes), "query" if _recalled else "error", None,
        )  # fmt: skip
        if _name in RELEASE_1:
            _enter(
                f"{_name}:-7", _name, "is a value of Release 1 (check code -7).",
                of_release_1(_name, _field.codes), "warning", "2025-26",
            )  # fmt: skip
    elif _field.is_date:
        _enter(
            f"{_name}:-2", _name, "is not a real date (check codes -2 to -6).",
            unreadable(_name), "error", None,
        )  # fmt: skip
        _enter(
            f"ALMONER-{_name}:form", _name, "is a date, but not written day/month/year.",
            in_another_form(_name), "warning", None,
        )  # fmt: skip
    elif _field.kind == "number":
        _enter(
            f"{_name}:-2", _name, "is not a number (check codes -2 to -6).",
            no_number(_name), "error", None,
        )  # fmt: skip
