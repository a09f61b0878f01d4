"""What each rule reads: the columns of each table, as they were watched.

The file `data/reads.csv` of a return is written by `scripts/rule_reads.py` and compared with the
rules by a test. A return without one runs all of its rules on every change.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from almoner.returns.kinds import RETURNS, ReturnKind, kind_of
from almoner.returns.rule import Rule

Columns = dict[str, frozenset[str]]


class Read(NamedTuple):
    """The columns that a rule reads by table, and whether it is words alone: the same expression
    whatever the tables hold."""

    words_alone: bool
    columns: Columns


@cache
def reads_of(code: str) -> Mapping[str, Read]:
    """What the rules of a return read, by rule; empty for a return that was not watched."""
    source = files(RETURNS[code].module) / "data" / "reads.csv"
    if not source.is_file():
        return {}
    found: dict[str, Read] = {}
    with source.open(encoding="utf-8") as lines:
        for line in csv.DictReader(lines):
            read = found.setdefault(line["rule"], Read(line["words_alone"] == "yes", {}))
            read.columns[line["table"]] = frozenset(filter(None, line["columns"].split(";")))
    return found


def wanted_by(kind: ReturnKind, rules: Iterable[Rule]) -> Columns | None:
    """Every column that these rules read, with those that they are made from; None if not known."""
    reads = reads_of(kind.code)
    wanted: dict[str, set[str]] = {}
    for rule in rules:
        if rule.code not in reads:
            return None
        for table, columns in reads[rule.code].columns.items():
            wanted.setdefault(table, set()).update(columns)
            for column in columns if kind.made_from else ():
                for origin, field in _parts(kind, table, column):
                    wanted.setdefault(origin, set()).add(field)
    return {table: frozenset(columns) for table, columns in wanted.items()}


def _parts(kind: ReturnKind, table: str, column: str) -> Iterator[tuple[str, str]]:
    """What a column is made from, and the column of that name where it is itself a derived one."""
    assert kind.made_from is not None
    name = column.removesuffix(".raw").removesuffix(".bad").rpartition(".")[2]
    for origin, field in kind.made_from(table, column):
        yield origin, field
        yield origin, name
    if column.startswith("last."):
        yield f"{table}_last", "is_last"


@cache
def touched(code: str, table: str, fields: frozenset[str] | None) -> tuple[str, ...]:
    """The rules that read any of these fields of a table, or anything of it."""
    kind = kind_of(code)
    reads = reads_of(code)
    book = kind.rules()
    if table in kind.over_all or kind.made_from is None:
        return tuple(book)
    return tuple(
        rule for rule in book if rule not in reads or _reads(kind, reads[rule], table, fields)
    )


def _reads(kind: ReturnKind, read: Read, table: str, fields: frozenset[str] | None) -> bool:
    assert kind.made_from is not None
    if fields is None and table in read.columns:
        return True
    return any(
        origin == table and (fields is None or field in fields)
        for seen, columns in read.columns.items()
        for column in columns
        for origin, field in kind.made_from(seen, column)
    )
