"""The 29 rules of SEND Annex A. Those that both lists share are written once for the two."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from almoner.returns import dates
from almoner.returns.annex_a_send.context import ContextSEND
from almoner.returns.annex_a_send.fields import KEY, MAIN_SCHOOL, SUBSIDIARY_SCHOOL
from almoner.returns.rule import RuleBook

BOOK = RuleBook()
RULES = BOOK.rules
col = pl.col

BORN, UPN, ULN = "Date of birth", "UPN", "ULN"
FIRST, UPDATED = "Date initial EHC plan issued", "Date updated EHC plan issued"
REVIEWED = "Date EHC plan last reviewed"
DISABILITY = "Does the child or young person have a disability?"
PUPIL_NUMBER_FROM_AGE = 6
# From the fifth birthday until the sixteenth: an older young person may rightly be at college, in
# training or at work, with no school to name.
SCHOOL_FROM_AGE, SCHOOL_UNTIL_AGE = 5, 16
SCHOOLS = (MAIN_SCHOOL, SUBSIDIARY_SCHOOL)

MISSING = (
    ("01a", BORN, "Date of birth is missing."),
    ("01b", "Gender", "Gender is missing."),
    ("01c", "Ethnicity", "Ethnicity is missing."),
    ("01d", "SEN primary need", "SEN primary need is missing."),
    ("03", DISABILITY, "Disability status is missing."),
)
IN_THE_FUTURE = (
    ("105a", "List 1", BORN, "Date of birth is in the future."),
    ("105b", "List 1", FIRST, "Date the first plan was issued is in the future."),
    ("105c", "List 1", UPDATED, "Date the updated plan was issued is in the future."),
    ("105d", "List 1", REVIEWED, "Date the plan was last reviewed is in the future."),
    ("205a", "List 2", BORN, "Date of birth is in the future."),
)
OUT_OF_ORDER = (
    ("106a", UPDATED, "First plan is dated after the updated plan."),
    ("106b", REVIEWED, "First plan is dated after the last review."),
)
Find = Callable[[ContextSEND], pl.Expr]


def _blank(name: str) -> pl.Expr:
    # A date that nobody can read is not missing.
    return col(dates.raw(name) if name.startswith("Date ") else name).is_null()


def _enter(
    code: str, table: str, message: str, fields: tuple[str, ...], find: Find, *, query: bool = False
) -> None:
    severity = "query" if query else "error"
    BOOK.rule(
        code, message, on=(table,), fields=fields, severity=severity, since="2024-25",
        changed="2024-25",
    )(find)  # fmt: skip


def _of_school_age(r: ContextSEND) -> pl.Expr:
    return r.aged(SCHOOL_FROM_AGE) & ~r.aged(SCHOOL_UNTIL_AGE)


def missing(name: str) -> Find:
    """The field is blank."""
    return lambda r: _blank(name)


def in_the_future(name: str) -> Find:
    """The date is after today."""
    return lambda r: col(name) > r.today


def first_after(name: str) -> Find:
    """The first plan was issued after another of the plan's dates."""
    return lambda r: col(FIRST) > col(name)


def is_25(r: ContextSEND) -> pl.Expr:
    """A plan can go on to the 25th birthday, and at the longest to the end of that school year."""
    return r.aged(25) & ~r.aged(26)


def is_26_or_over(r: ContextSEND) -> pl.Expr:
    """Nobody has a plan at this age."""
    return r.aged(26)


def no_pupil_number(r: ContextSEND) -> pl.Expr:
    """Everybody of school age has had a number from a school by now."""
    return r.aged(PUPIL_NUMBER_FROM_AGE) & _blank(UPN) & _blank(ULN)


def no_school(r: ContextSEND) -> pl.Expr:
    """No place of education is named."""
    return _of_school_age(r) & _blank(MAIN_SCHOOL) & _blank(SUBSIDIARY_SCHOOL)


def no_main_school(r: ContextSEND) -> pl.Expr:
    """A second school is named without a first."""
    return _of_school_age(r) & _blank(MAIN_SCHOOL) & ~_blank(SUBSIDIARY_SCHOOL)


def pupil_number_twice(r: ContextSEND) -> pl.Expr:
    """Two rows with one number: one person twice, or somebody else's number."""
    number = col(UPN).str.to_uppercase()
    return number.is_duplicated() & number.is_not_null()


for _list in ("1", "2"):
    _table = f"List {_list}"
    for _code, _name, _message in MISSING:
        _enter(f"{_list}{_code}", _table, _message, (_name,), missing(_name))
    _enter(f"{_list}02a", _table, "Person is 25 today.", (BORN,), is_25, query=True)
    _enter(f"{_list}02b", _table, "Person is 26 or over today.", (BORN,), is_26_or_over)
    _enter(
        f"{_list}07", _table, "Child of 6 or over has neither a UPN nor a ULN.",
        (KEY, BORN, UPN, ULN), no_pupil_number,
    )  # fmt: skip
    _enter(
        f"{_list}08a", _table, "Child of 5 to 16 has neither a main nor a subsidiary school.",
        (KEY, BORN, *SCHOOLS), no_school,
    )  # fmt: skip
    _enter(
        f"{_list}08b", _table, "Child of 5 to 16 has a subsidiary school but no main one.",
        (KEY, BORN, *SCHOOLS), no_main_school,
    )  # fmt: skip
    _enter(
        f"{_list}09", _table, "The same UPN is on more than one row.", (KEY, UPN),
        pupil_number_twice,
    )  # fmt: skip
for _code, _table, _name, _message in IN_THE_FUTURE:
    _enter(_code, _table, _message, (_name,), in_the_future(_name), query=True)
for _code, _name, _message in OUT_OF_ORDER:
    _enter(_code, "List 1", _message, (KEY, FIRST, _name), first_after(_name))
