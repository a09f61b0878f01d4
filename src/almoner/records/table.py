"""How a table of the record is declared: its columns, types, codes and meaning, as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import pyarrow as pa


class Kind(StrEnum):
    """The type of a column. Money is whole pence; there are no times of day and no decimals."""

    TEXT = "text"
    DATE = "date"
    INTEGER = "integer"
    FLAG = "flag"

    @property
    def arrow(self) -> pa.DataType:
        """The Arrow type that a column of this kind has once read."""
        return {
            Kind.TEXT: pa.string(),
            Kind.DATE: pa.date32(),
            Kind.INTEGER: pa.int64(),
            Kind.FLAG: pa.bool_(),
        }[self]


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    `codes` is the list that its values come from (empty: free), `refers` the table whose key it
    names, `standard` the name it has in the standard that the table follows (accepted as a column
    heading too), `unit` what a number counts, `check` which rule of `identifiers.CHECKS` its
    values obey.
    """

    name: str
    kind: Kind
    meaning: str
    required: bool = False
    codes: tuple[str, ...] = ()
    refers: str = ""
    standard: str = ""
    unit: str = ""
    check: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the record.

    The first column is its key. `subject` is the column that says whose record a row belongs to:
    the person, worker, case or property that a change touches. `standard_table` is the name of
    the standard's own table; a file of that name is accepted as well. A table that is not
    `counted` is no part of what indicators see.
    """

    name: str
    title: str
    one_row_is: str
    subject: str
    standard: str
    columns: tuple[Column, ...]
    standard_table: str = ""
    counted: bool = True

    @property
    def key(self) -> str:
        """The column that tells one row from another."""
        return self.columns[0].name

    def column(self, name: str) -> Column:
        """The column called `name`; KeyError when there is none."""
        return {column.name: column for column in self.columns}[name]

    @property
    def schema(self) -> pa.Schema:
        """The Arrow schema of the table once read, without provenance."""
        return pa.schema([(column.name, column.kind.arrow) for column in self.columns])


def text(
    name: str,
    meaning: str,
    *,
    required: bool = False,
    codes: tuple[str, ...] = (),
    refers: str = "",
    standard: str = "",
    check: str = "",
) -> Column:
    """A column of text: an identifier, a code or words."""
    return Column(name, Kind.TEXT, meaning, required, codes, refers, standard, check=check)


def day(name: str, meaning: str, *, required: bool = False, standard: str = "") -> Column:
    """A column of dates."""
    return Column(name, Kind.DATE, meaning, required, standard=standard)


def number(
    name: str, meaning: str, *, unit: str, required: bool = False, standard: str = ""
) -> Column:
    """A column of whole numbers in `unit`."""
    return Column(name, Kind.INTEGER, meaning, required, standard=standard, unit=unit)


def flag(name: str, meaning: str, *, required: bool = False, standard: str = "") -> Column:
    """A column of yes or no."""
    return Column(name, Kind.FLAG, meaning, required, standard=standard)
