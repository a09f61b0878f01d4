"""Checking a return: tables in, findings out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import polars as pl

from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.returns.context import Collection, Context
from almoner.returns.findings import tabulate
from almoner.returns.kinds import References, ReturnKind, kind_of
from almoner.returns.running import run, runnable
from almoner.returns.shapes import TableShape
from almoner.returns.skipped import Skipped, skipped
from almoner.returns.tables import as_frame, prepare_all
from almoner.returns.undecided import Undecided, undecided
from almoner.returns.year import collection_year

if TYPE_CHECKING:
    import pyarrow as pa


def check(
    return_code: str,
    tables: Mapping[str, Any],
    *,
    year: str,
    collection_start: dt.date | str | None = None,
    collection_end: dt.date | str | None = None,
    authority: str | None = None,
    previous: Mapping[str, Any] | None = None,
    providers: Any = None,
    postcodes: Any = None,
    rules: Iterable[str] | None = None,
) -> pa.Table:
    """Findings of the rules of a return, one row per breach of a rule by a row of a table.

    `tables` maps table names to a pyarrow Table, a pandas or polars frame, or a list of row
    dictionaries, with values as text or dates; `previous` the same names to last year's tables
    (which may also stand among `tables` under `<name>_last`).
    `year` is the collection year such as 2026-27; its dates can be given apart. `rules` are codes;
    without them every rule runs that has the tables it needs.

    Columns: rule, severity, table, row (from 0 within the table as given), child_or_key, fields
    and values (both parted by semicolons), message. Raises Refusal for an unknown return, year,
    table or rule, never for what a cell holds.
    """
    kind = kind_of(return_code)
    collection = Collection.of(collection_year(year), collection_start, collection_end, authority)
    context = context_of(kind, tables, previous or {}, collection, References(providers, postcodes))
    return findings_of(kind, context, rules).to_arrow()


def context_of(
    kind: ReturnKind,
    tables: Mapping[str, Any],
    previous: Mapping[str, Any],
    collection: Collection,
    references: References,
) -> Context:
    """The rules' context of a return from tables of any kind."""
    wanted: dict[str, tuple[TableShape, pl.DataFrame]] = {}
    given: dict[str, frozenset[str]] = {}
    named = [(name.removesuffix("_last"), name, table) for name, table in tables.items()]
    named += [(name, f"{name}_last", table) for name, table in previous.items()]
    for shape_name, name, table in named:
        shape = kind.shapes.get(shape_name)
        if shape is None:
            expected = ", ".join(kind.shapes)
            raise Refusal(_("there is no such table"), found=shape_name, expected=expected)
        frame = as_frame(table)
        given[name] = frozenset(column.strip().upper() for column in frame.columns)
        wanted[name] = (shape, frame)
    return kind.context(prepare_all(wanted), given, collection, references)


class Outcome(NamedTuple):
    """The findings of a check, what its rules could not decide, and the rules that did not run."""

    findings: pl.DataFrame
    undecided: list[Undecided]
    skipped: list[Skipped]
    collection: Collection
    ran: int


def outcome_of(kind: ReturnKind, context: Context, codes: Iterable[str] | None = None) -> Outcome:
    """As `findings_of`, with all that is known of rules that did not decide."""
    book = kind.rules()
    wanted = None if codes is None else set(codes)
    chosen = runnable(book, context, wanted)
    breaches = run(chosen, context)
    asked = [rule for code, rule in book.items() if wanted is None or code in wanted]
    return Outcome(
        tabulate(breaches, context.tables, kind.shapes),
        undecided(chosen, breaches, context, kind.shapes),
        skipped(asked, context),
        context.collection,
        len(chosen),
    )


def findings_of(
    kind: ReturnKind, context: Context, codes: Iterable[str] | None = None
) -> pl.DataFrame:
    """The findings of all runnable rules, or of those of `codes`, in order of rule and row."""
    chosen = runnable(kind.rules(), context, None if codes is None else set(codes))
    return tabulate(run(chosen, context), context.tables, kind.shapes)
