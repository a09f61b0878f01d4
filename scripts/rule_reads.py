"""Writes `data/reads.csv` of a return: which columns of which tables each rule reads.

    python -m scripts.rule_reads SSDA903 CIN

A check of a single change runs only the rules that read what was changed. What a rule reads is
watched, not written down by hand: its expressions say their columns, and its frames ask a source
that notes what they ask for. A test compares the file with what the rules read today.
"""

from __future__ import annotations

import copy
import csv
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import polars as pl
from polars.io.plugins import register_io_source

import almoner.returns
from almoner.returns.checking import context_of
from almoner.returns.context import Collection, Context
from almoner.returns.kinds import References, ReturnKind, kind_of
from almoner.returns.pairing import Paired
from almoner.returns.rule import Rule
from almoner.returns.tables import row_column

FOLDER = Path(almoner.returns.__file__).parent
Reads = dict[str, set[str]]


class Noted(dict[str, pl.DataFrame]):
    """Tables that note when a rule takes one as a whole."""

    def __init__(self, tables: Mapping[str, pl.DataFrame], reads: Reads) -> None:
        super().__init__(tables)
        self.reads = reads

    def __getitem__(self, table: str) -> pl.DataFrame:
        """The table, all of whose columns count as read."""
        frame = super().__getitem__(table)
        self.reads.setdefault(table, set()).update(frame.columns)
        return frame


class Watching(Context):
    """A context that notes what is read of each table; mixed into a return's own."""

    reads: Reads

    def note(self, table: str, columns: list[str] | None) -> None:
        """Remember that these columns of the table were asked for, or all of them."""
        known = self._views[table].columns
        self.reads.setdefault(table, set()).update(known if columns is None else columns)

    def view(self, table: str) -> pl.DataFrame:
        """The table; a rule that takes it whole reads all of it."""
        self.note(table, None)
        return self._views[table]

    def rows(self, table: str) -> pl.LazyFrame:
        """The table as a source that notes the columns asked for."""
        frame = self._views[table]

        def source(
            columns: list[str] | None, _where: Any, _rows: int | None, _size: int | None
        ) -> Iterator[pl.DataFrame]:
            self.note(table, columns)
            yield frame if columns is None else frame.select(columns)

        return register_io_source(source, schema=frame.schema)

    def prefixed(self, table: str, *, beside: str | None = None) -> pl.LazyFrame:
        """As `rows`, under the names that the context gives."""
        return self.rows(table).rename(self.new_names(table, f"{table}."))

    def new_names(self, table: str, prefix: str) -> dict[str, str]:
        """The table's columns under a prefix, but for the key and the row's number."""
        kept = {self.key, row_column(table)}
        return {c: prefix + c for c in self._views[table].columns if c not in kept}

    def most_rows(self, table: str) -> int:
        """Nobody has too many here."""
        return 0

    def keys_of(self, table: str, *where: pl.Expr) -> pl.Series:
        """The key and the columns of the conditions are read."""
        self.note(table, [self.key, *(name for one in where for name in one.meta.root_names())])
        frame = self._views[table].filter(*where) if where else self._views[table]
        return frame.get_column(self.key).drop_nulls().unique()


def watched(kind: ReturnKind, *, derived: bool) -> Any:
    """A context of the return with every table, none with a row, that notes what is read.

    `derived` says whether the tables come with the fields that a file does not hold.
    """
    tables = {
        name: pl.DataFrame(
            schema=dict.fromkeys(shape.names if derived else shape.columns, pl.String)
        )
        for name, shape in kind.shapes.items()
    }
    collection = Collection.of("2026-27", authority="E10000016")
    context: Any = context_of(kind, tables, tables, collection, References())
    for table in context.tables:
        context.view(table)
    if hasattr(context, "continuous"):
        context.continuous  # noqa: B018 - made before anything is noted
    context.__class__ = type("Watched", (Watching, type(context)), {})
    return context


def reads_of(rule: Rule, contexts: Iterable[Any]) -> tuple[Reads, bool]:
    """The columns that the rule reads by table, and whether it can be built without any data."""
    both = [_reads_of(rule, _anew(context)) for context in contexts]
    reads: Reads = {}
    for found, _is_words in both:
        for table, columns in found.items():
            reads.setdefault(table, set()).update(columns)
    return reads, all(is_words for _found, is_words in both)


def _anew(context: Any) -> Any:
    """The context as it was before any rule made anything."""
    context = copy.copy(context)
    for kept in ("_prefixed", "_made", "_paired"):
        setattr(context, kept, {})
    return context


def _reads_of(rule: Rule, context: Any) -> tuple[Reads, bool]:
    reads: Reads = {}
    context.reads = reads
    context.tables = Noted(context.tables, reads)
    found = rule.breaches(context)
    is_words = not isinstance(found, pl.LazyFrame) and not reads
    if isinstance(found, pl.LazyFrame | Paired):
        marked = [row_column(table) for table in rule.marks if context.has(table)]
        found.select(marked).collect()
    else:
        by_table = {rule.on[0]: found} if isinstance(found, pl.Expr) else found
        for table, mask in by_table.items():
            context.note(table, mask.meta.root_names())
    return reads, is_words


def lines(kind: ReturnKind) -> list[tuple[str, str, str, str]]:
    """The lines of the file: rule, whether it is words alone, table, columns."""
    contexts = [watched(kind, derived=derived) for derived in (False, True)]
    found = []
    for rule in kind.rules().values():
        reads, is_words = reads_of(rule, contexts)
        for table in sorted(reads):
            columns = sorted(reads[table] - {row_column(table)})
            found.append((rule.code, "yes" if is_words else "no", table, ";".join(columns)))
    return found


def file_of(kind: ReturnKind) -> Path:
    """Where the file of a return is."""
    return FOLDER / kind.code.lower() / "data" / "reads.csv"


def main() -> None:
    """Write the files of the returns named."""
    for code in sys.argv[1:]:
        kind = kind_of(code)
        with file_of(kind).open("w", encoding="utf-8", newline="") as out:
            rows = csv.writer(out, lineterminator="\n")
            rows.writerow(("rule", "words_alone", "table", "columns"))
            rows.writerows(lines(kind))


if __name__ == "__main__":
    main()
