"""What a return's mapping is made of: declarations of what its rows give to the record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import polars as pl

from almoner.records.identifiers import CHECKS, UPN_UNKNOWN
from almoner.returns.context import Collection
from almoner.returns.shapes import TableShape

Tables = dict[str, pl.DataFrame]
Back = Callable[[pl.Expr, TableShape], pl.Expr]


@dataclass(frozen=True, eq=False)
class Item:
    """One column of a row of the record.

    `into` is its value, as an expression over the prepared row of the return. `field` is the field
    that says it, and `back` the text of that field from a value of the column; an item without
    them is derived, and never written back.
    """

    column: str
    into: pl.Expr
    field: str = ""
    back: Back | None = None


@dataclass(frozen=True)
class Link:
    """A column that holds the key of the row that another row of the return gives.

    It is found by the fields `on`, beside the person; `theirs` are their names in the other
    table, where it calls them otherwise.
    """

    column: str
    table: str
    on: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()

    @property
    def called(self) -> tuple[str, ...]:
        """The names of the fields in the other table."""
        return self.theirs or self.on


@dataclass(frozen=True, eq=False)
class Gives:
    """That rows of a table of the return give rows of a table of the record.

    The key is the person, the fields of `key`, and `tag` where one row gives two of a kind; rows
    that would have one key are numbered, or with `merged` made one. Only rows where `when` holds
    give anything. With `rows`, this is what the row is about: it gives it or it is at fault, it
    goes when the record's row has gone, and a row that is only in the record makes one. `spell`
    are the record's columns with its first and last day (or its only day): what makes it one of a
    collection's year; `closes` those that are blank while it lasts. `fills` are fields that are
    the same in every such row, `own` the one that gets the record's key. With `follows`, a row is
    made from the record only for people of whom the return holds another row; `only` says of which
    rows of the record.
    """

    table: str
    record: str
    items: tuple[Item, ...]
    key: tuple[str, ...] = ()
    tag: str = ""
    when: pl.Expr | None = None
    merged: bool = False
    rows: bool = False
    links: tuple[Link, ...] = ()
    spell: tuple[str, ...] = ()
    closes: tuple[str, ...] = ()
    fills: Mapping[str, str] = field(default_factory=dict)
    follows: bool = False
    only: pl.Expr | None = None
    own: str = ""


def _year_end(_tables: Mapping[str, pl.DataFrame], collection: Collection) -> dt.date:
    return collection.end


def _as_they_are(prepared: list[Tables], _of: list[Collection]) -> list[Tables]:
    return prepared


def _key(shape: TableShape) -> str:
    return shape.key


def _complete(made: Tables, _tables: Tables, _spare: Tables) -> Tables:
    return made


def _none(_collection: Collection) -> dict[str, dict[str, str]]:
    return {}


@dataclass(frozen=True, eq=False)
class Keeping:
    """How a return is kept.

    `identity` names the fields that tell the rows of a table apart, from one submission to the
    next. `scheme` is whose number the person's identifier is. `ended_on` gives the last day of the
    period that tables are about; two submissions of a year with the same one are of the same
    thing. `settle` sees the prepared tables of every submission, the latest first, and adds the
    columns that items read. `heads` gives the row that a table has of itself when the return is
    made without a submission; `complete` puts into rows made from the record (beside those as
    submitted) what only their place in the return can say, and facts that make no row themselves.
    """

    code: str
    gives: tuple[Gives, ...]
    identity: Mapping[str, tuple[str, ...]]
    scheme: str = "child"
    ended_on: Callable[[Mapping[str, pl.DataFrame], Collection], dt.date] = _year_end
    settle: Callable[[list[Tables], list[Collection]], list[Tables]] = _as_they_are
    heads: Callable[[Collection], dict[str, dict[str, str]]] = _none
    complete: Callable[[Tables, Tables, Tables], Tables] = _complete
    silent: Mapping[str, pl.Expr] = field(default_factory=dict)
    """Rows of a table, by an expression over it, that rightly give nothing."""
    whose: Callable[[TableShape], pl.Expr] | None = None
    """The identifier in a table, where it is not simply the field that its shape names."""
    number_in: Callable[[TableShape], str] = _key
    """The field of a row made from the record that gets the person's number."""
    together: bool = False
    """Whether `settle` must see all rows to know what any of them gives."""

    def about(self, table: str) -> tuple[Gives, ...]:
        """What the rows of a table are about; none for a table that is only held."""
        return tuple(one for one in self.gives if one.table == table and one.rows)


def same(name: str, column: str) -> Item:
    """Text that is the same in both."""
    return Item(column, pl.col(name), name, lambda value, _shape: value)


def day(name: str, column: str) -> Item:
    """A date."""
    return Item(
        column, pl.col(name), name, lambda value, shape: value.dt.to_string(shape.date_form)
    )


def whole(name: str, column: str) -> Item:
    """A whole number; anything else gives none."""
    number = pl.col(name).cast(pl.Int64, strict=False)
    return Item(column, number, name, lambda value, _shape: value.cast(pl.String))


def coded(name: str, column: str, codes: Mapping[str, str]) -> Item:
    """A code of the return (lower case) that stands for a code of the record.

    Written back as the first code that stands for it, in the mapping's own writing.
    """
    first: dict[str, str] = {}
    for theirs, ours in codes.items():
        first.setdefault(ours, theirs)
    lower = {theirs.lower(): ours for theirs, ours in codes.items()}
    into = pl.col(name).str.to_lowercase().replace_strict(lower, default=None)
    return Item(
        column, into.cast(pl.String), name,
        lambda value, _shape: value.replace_strict(first, default=None).cast(pl.String),
    )  # fmt: skip


def flag(
    name: str, column: str, yes: tuple[str, ...] = ("1",), no: tuple[str, ...] = ("0",)
) -> Item:
    """Yes or no; written back as the first of the words for it."""
    said = pl.col(name).str.to_lowercase()
    true, false = ([word.lower() for word in words] for words in (yes, no))
    into = (
        pl.when(said.is_in(true)).then(pl.lit(value=True))
        .when(said.is_in(false)).then(pl.lit(value=False))
    )  # fmt: skip
    return Item(
        column, into, name,
        lambda value, _shape: pl.when(value).then(pl.lit(yes[0])).when(~value).then(pl.lit(no[0])),
    )  # fmt: skip


def derived(column: str, value: pl.Expr) -> Item:
    """A value that no one field says."""
    return Item(column, value)


def pupil_number(name: str) -> pl.Expr:
    """Whether the field is a unique pupil number whose letter follows from its digits.

    A mistyped number, or a reason for having none (UN1), names nobody and might name another.
    """

    def _fits(texts: pl.Series) -> pl.Series:
        fits = CHECKS["UPN"]
        found = [
            text is not None and fits(text) and text.upper() not in UPN_UNKNOWN
            for text in texts.to_list()
        ]
        return pl.Series(texts.name, found, dtype=pl.Boolean)

    return pl.col(name).map_batches(_fits, return_dtype=pl.Boolean)


def no_person(_shape: TableShape) -> pl.Expr:
    """The identifier of nobody, for a table that is about no person."""
    return pl.repeat(None, pl.len(), dtype=pl.String)
