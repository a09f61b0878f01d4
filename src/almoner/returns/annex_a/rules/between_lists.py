"""Rows and lists together: doubles, overlaps, children missing from a list, contradictions."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from almoner.returns.annex_a.context import ContextAnnexA
from almoner.returns.annex_a.fields import ADOPTER, ADOPTERS, CHILD, LISTS, SHAPES, YES, name_of
from almoner.returns.annex_a.rules.book import BOOK, OURS
from almoner.returns.annex_a.rules.each_field import answer

col = pl.col
CHILDREN_S_LISTS = tuple(table for table in LISTS if table != ADOPTERS)
SAME_EVERYWHERE = ("Date of Birth", "Gender", "Ethnicity")
OVERLAPS = (("List 6", "6.7", "6.10"), ("List 7", "7.7", "7.13"), ("List 8", "8.8", "8.20"))
FAMILY = "Family identifier"
Frame = Callable[[ContextAnnexA], pl.LazyFrame]


def contradicted(field: str) -> Frame:
    """Children of whom the lists say different things; all their rows are marked."""

    def find(r: ContextAnnexA) -> pl.LazyFrame:
        said = r.everywhere(field).filter(col(CHILD).is_not_null(), col("said").is_not_null())
        if field != "Date of Birth":
            said = said.with_columns(answer("said").str.replace(r"^[a-z]\) ", ""))
        return said.filter(col("said").n_unique().over(CHILD) > 1)

    return find


def whole_rows_twice(table: str) -> Frame:
    """Rows of which every field is the same as in another."""
    names = SHAPES[table].columns

    def find(r: ContextAnnexA) -> pl.LazyFrame:
        given = pl.any_horizontal(col(name).is_not_null() for name in names)
        return r.rows(table).filter(given, pl.struct(names).is_duplicated())

    return find


def overlapping(table: str, start: str, end: str) -> Frame:
    """Spells of one child that share days."""
    return lambda r: r.overlapping(table, name_of(start), name_of(end))


def absent(table: str, other: str, where: pl.Expr, key: str = CHILD) -> Frame:
    """Rows of which `where` holds and whose key is not in the other list."""

    def find(r: ContextAnnexA) -> pl.LazyFrame:
        there = r.rows(other).select(key).drop_nulls().unique()
        return r.rows(table).filter(where, col(key).is_not_null()).join(there, on=key, how="anti")

    return find


def _open(number: str) -> pl.Expr:
    return col(f"{name_of(number)}.raw").is_null()


def _yes(number: str) -> pl.Expr:
    return answer(name_of(number)).is_in(YES).fill_null(value=False)


# List, the list where the child should be too, of which rows, and why.
ABSENT = (
    ("7", "6", pl.lit(value=True), "a child with a protection plan is a child in need"),
    ("8", "6", _open("8.20"), "a child looked after is a child in need"),
    ("5", "7", _yes("5.10"), "the conference led to a child protection plan"),
    ("10", "8", _open("10.13"), "a child waiting to be adopted is looked after"),
    ("9", "8", answer(name_of("9.11")).is_in(["d) eligible", "eligible", "d", "d)"]),
     "an eligible young person is still looked after"),
)  # fmt: skip

for _field in SAME_EVERYWHERE:
    BOOK.rule(
        f"AA-X-{_field.split()[-1].upper()}",
        f"{_field} of one child is not the same in every row and list {OURS}",
        also=CHILDREN_S_LISTS, fields=(CHILD, _field), severity="query",
    )(contradicted(_field))  # fmt: skip
for _table in LISTS:
    BOOK.rule(
        f"AA-X-{_table.split()[1]}-TWICE", f"The same row is in {_table} more than once {OURS}",
        on=(_table,), fields=(ADOPTER if _table == ADOPTERS else CHILD,), severity="query",
    )(whole_rows_twice(_table))  # fmt: skip
for _table, _start, _end in OVERLAPS:
    BOOK.rule(
        f"AA-X-{_table.split()[1]}-OVERLAP", f"Two spells of one child overlap in {_table} {OURS}",
        on=(_table,), fields=(CHILD, name_of(_start), name_of(_end)),
    )(overlapping(_table, _start, _end))  # fmt: skip
for _list, _other, _where, _why in ABSENT:
    BOOK.rule(
        f"AA-X-{_list}-IN-{_other}", f"The child is not in List {_other}: {_why} {OURS}",
        on=(f"List {_list}",), reads=(f"List {_other}",), fields=(CHILD,), severity="query",
    )(absent(f"List {_list}", f"List {_other}", _where))  # fmt: skip
BOOK.rule(
    "AA-X-10-IN-11", f"The child is placed with a family that is not in List 11 {OURS}",
    on=("List 10",), reads=("List 11",), fields=(FAMILY,), severity="query",
)(absent("List 10", "List 11", ~_open("10.12"), FAMILY))  # fmt: skip
