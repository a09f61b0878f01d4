"""Statutory returns and extracts: one folder each; read, check, load.

May import `records` and `reference`; not its neighbours.

The way of a return, and where each step is:

1. `files` opens what a council sends (folder, zip, gzip, encodings) and hands on bytes; `lists`
   reads CSV, `spreadsheets` lists that come as sheets of a workbook. A return's own reader gives
   `{table name: polars frame of text}` in document order, or raises Refusal.
2. `tables.prepare` turns any table into the one form that rules read: `<table>.row` from 0, every
   field of its `shapes.TableShape`, trimmed text with blank as null, and for a date field `X` the
   date in `X`, the text in `X.raw`, and in `X.bad` whether it is impossible or not in the
   return's own form (see `dates`).
3. `context.Context` holds the prepared tables (last year's as `<name>_last`), the `Collection`
   (year, start, end, authority), and what many rules share. A return subclasses it and adds
   derived columns in `derive`; their names have a dot (`prev.DEC`, `Header.DOB`).
4. `rule.RuleBook` is where rules are written down. A rule is words as data and one function of
   the context that gives a boolean expression over its table, a mapping of table to expression,
   or a lazy frame with `<table>.row` columns:

       BOOK = RuleBook()

       @BOOK.rule("141", "Episode start date is not a real date.", on="Episodes", fields="DECOM")
       def start_is_no_date(r: Context903) -> pl.Expr:
           return col("DECOM.bad")

   `on` are the tables it marks, `also` those it marks where they are given, `reads` others that
   it cannot do without. A rule is skipped when a table of `on` or `reads` is absent. Null counts
   as no breach.
5. `running.run` evaluates all expressions of a table in one pass and all frames in one
   collection; `findings.tabulate` makes the findings.
6. `kinds.RETURNS` is the table of returns; each has a package with a `KIND`.

7. `undecided` names the dates that nobody can read and the rules that they keep from deciding.
8. `figures.Figure` is what `KIND.indicators` gives for each indicator that the return can give.

9. `reads` knows which columns each rule reads; `changes` checks one change by the rules it touches.
10. `keeping` makes a return the record, and the record a return; `writing` writes its files.

`check` does it all for tables already in memory, `submission` for files, `check_change` for a
single change before it is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from almoner.returns.changes import check_change
    from almoner.returns.checking import check
    from almoner.returns.keeping import from_records, to_records

__all__ = ["check", "check_change", "from_records", "to_records"]

# Imported when asked for: a check of files needs no records, and should start at once.
_HOMES = {
    "check": "checking",
    "check_change": "changes",
    "from_records": "keeping",
    "to_records": "keeping",
}


def __getattr__(name: str) -> Any:
    """The library's functions, from the modules in which they are."""
    if name not in _HOMES:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"almoner.returns.{_HOMES[name]}"), name)
