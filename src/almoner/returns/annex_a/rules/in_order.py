"""Two fields of a row: days out of order, and an end or a reason without the other."""

from __future__ import annotations

import polars as pl

from almoner.returns import dates
from almoner.returns.annex_a.context import ContextAnnexA
from almoner.returns.annex_a.fields import name_of
from almoner.returns.annex_a.rules.book import BOOK, OURS, Find

# In each pair the first day is on or before the second. Contacts, assessments and plans may be
# about a child who is not born yet; care is not.
IN_ORDER = (
    ("2.6", "2.7"), ("4.7", "4.9"), ("5.7", "5.9"), ("6.7", "6.9"), ("6.7", "6.10"),
    ("7.7", "7.10"), ("7.7", "7.12"), ("7.7", "7.13"), ("8.4", "8.8"), ("8.8", "8.13"),
    ("8.8", "8.14"), ("8.8", "8.16"), ("8.8", "8.20"), ("8.8", "8.22"), ("8.11", "8.20"),
    ("8.22", "8.20"), ("9.4", "9.14"), ("10.5", "10.8"), ("10.8", "10.9"), ("10.9", "10.11"),
    ("10.10", "10.12"), ("10.11", "10.12"), ("10.12", "10.13"), ("10.9", "10.14"),
    ("10.8", "10.16"), ("11.7", "11.8"), ("11.8", "11.9"), ("11.9", "11.10"), ("11.10", "11.11"),
    ("11.12", "11.13"), ("11.13", "11.14"), ("11.14", "11.15"), ("11.15", "11.17"),
    ("11.7", "11.18"),
)  # fmt: skip
# A day and its reason come together.
WITH_REASON = (("6.10", "6.11"), ("8.20", "8.21"), ("10.14", "10.15"), ("11.18", "11.19"))


def after(first: str, second: str) -> Find:
    """The first day is after the second."""
    return lambda r: pl.col(first) > pl.col(second)


def one_without_other(day: str, reason: str) -> Find:
    """Only one of day and reason is filled in."""
    return lambda r: pl.col(dates.raw(day)).is_null() != pl.col(reason).is_null()


def seen_alone_without_visit(r: ContextAnnexA) -> pl.Expr:
    """The child was seen alone, or not, on a visit that has no day."""
    return pl.col(name_of("7.11")).is_not_null() & pl.col(dates.raw(name_of("7.10"))).is_null()


def _table(number: str) -> str:
    return f"List {number.split('.')[0]}"


for _first, _second in IN_ORDER:
    _names = (name_of(_first), name_of(_second))
    BOOK.rule(
        f"AA-{_first}-AFTER-{_second}", f"{_names[0]} is after {_names[1]} {OURS}",
        on=(_table(_first),), fields=_names,
    )(after(*_names))  # fmt: skip
for _first, _second in WITH_REASON:
    _names = (name_of(_first), name_of(_second))
    BOOK.rule(
        f"AA-{_first}-WITH-{_second}", f"{_names[0]} and {_names[1]}: one without the other {OURS}",
        on=(_table(_first),), fields=_names,
    )(one_without_other(*_names))  # fmt: skip
BOOK.rule(
    "AA-7.11-WITH-7.10", f"Seen alone is answered, but there is no date of a visit {OURS}",
    on=("List 7",), fields=(name_of("7.10"), name_of("7.11")), severity="query",
)(seen_alone_without_visit)  # fmt: skip
