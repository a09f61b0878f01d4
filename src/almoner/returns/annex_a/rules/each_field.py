"""Each field by itself, from its declaration: blank, not in the list, no date, no number."""

from __future__ import annotations

import polars as pl

from almoner.returns import dates
from almoner.returns.annex_a.context import ContextAnnexA
from almoner.returns.annex_a.fields import ANSWERS, ITEMS, Item
from almoner.returns.annex_a.rules.book import BOOK, OURS, Find

# Lists of names that are known not to be whole, or that change with reorganisation.
OPEN_LISTS = ("LA_of_Placement",)
BORN, AGE = "Date of Birth", "Age of Child (Years)"


def answer(field: str) -> pl.Expr:
    """The text as it is compared with a code list."""
    text = pl.col(field).str.replace_all("’", "'").str.to_lowercase()
    return text.str.replace_all(r"\s+", " ")


def missing(item: Item) -> Find:
    """Blank; a date that nobody can read is not."""
    name = dates.raw(item.field) if item.kind == "date" else item.field
    return lambda r: pl.col(name).is_null()


def unlisted(item: Item) -> Find:
    """Not one of the answers."""
    return lambda r: ~answer(item.field).is_in(ANSWERS[item.codes])


def unreadable(item: Item) -> Find:
    """Not a date, or one that does not exist."""
    return lambda r: pl.col(dates.bad(item.field)) & pl.col(item.field).is_null()


def other_form(item: Item) -> Find:
    """A clear date in another form than day/month/year."""
    return lambda r: pl.col(dates.bad(item.field)) & pl.col(item.field).is_not_null()


def in_future(item: Item) -> Find:
    """After the day of the check."""
    return lambda r: pl.col(item.field) > r.today


def no_count(item: Item) -> Find:
    """Not a whole number from 0."""
    return lambda r: ~pl.col(item.field).str.contains(r"^\d{1,4}$")


def wrong_age(r: ContextAnnexA) -> pl.Expr:
    """More than a year from the age by the date of birth: the list may be some weeks old."""
    by_birth = (r.today - pl.col(BORN)).dt.total_days() / 365.25
    said = pl.col(AGE).cast(pl.Float64, strict=False)
    return (said - by_birth.floor()).abs() > 1


def _enter(item: Item, what: str, said: str, find: Find, severity: str = "error") -> None:
    message = f"{item.field}: {said} {OURS}"
    on, fields = (item.table,), (item.field,)
    BOOK.rule(f"AA-{item.number}-{what}", message, on=on, fields=fields, severity=severity)(find)


for _item in ITEMS:
    if _item.asked:
        _enter(_item, "BLANK", "is blank.", missing(_item))
    if _item.codes:
        _weight = "query" if _item.codes in OPEN_LISTS else "error"
        _enter(_item, "CODE", "is not in the code list.", unlisted(_item), _weight)
    if _item.kind == "date":
        _enter(_item, "DATE", "is not a real date.", unreadable(_item))
        _enter(_item, "FORM", "is not written day/month/year.", other_form(_item), "warning")
        # The date of birth of a child who is not born yet is the expected one.
        _soft = "query" if _item.field == BORN else "error"
        _enter(_item, "FUTURE", "is in the future.", in_future(_item), _soft)
    if _item.kind == "integer":
        _enter(_item, "NUMBER", "is not a whole number.", no_count(_item))
    if _item.field == AGE:
        _enter(_item, "AGE", "is not the age by the date of birth.", wrong_age, "query")
