"""Running rules: all expressions of a table in one pass, all frames in one collection, and all
conditions on pairs of two tables' rows over one pairing of them."""

from __future__ import annotations

from collections.abc import Collection as Codes
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import polars as pl

from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.returns.context import Context
from almoner.returns.findings import Breach
from almoner.returns.pairing import Paired
from almoner.returns.planning import collected
from almoner.returns.progress import tell
from almoner.returns.rule import Breaches, Rule
from almoner.returns.tables import row_column


def runnable(
    book: Mapping[str, Rule], context: Context, codes: Codes[str] | None = None
) -> list[Rule]:
    """The rules in force that have the tables they need; only those of `codes`, if given.

    Raises Refusal for a code that is not in the book.
    """
    unknown = sorted(set(codes or ()) - set(book))
    if unknown:
        raise Refusal(_("there is no such rule"), found=", ".join(unknown))
    return [
        rule
        for code, rule in book.items()
        if (codes is None or code in codes)
        and rule.holds_in(context.collection.year)
        and context.has(*rule.needs)
    ]


def run(rules: Iterable[Rule], context: Context) -> list[Breach]:
    """The breaches of every rule, in the order of the rules and then of the rows."""
    asked = Asked(context)
    order: dict[str, int] = {}
    for rule in rules:
        order[rule.code] = len(order)
        asked.take(rule, rule.breaches(context))
    tell(_("checking"), 0, len(order))
    breaches = list(asked.of_rows())
    tell(_("checking"), len(order) // 2, len(order))
    breaches += asked.of_frames()
    tell(_("checking"), len(order), len(order))
    return sorted(breaches, key=lambda breach: order[breach.rule.code])


class Asked:
    """What rules ask of the tables, put together so that it is answered in few passes."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._rows: dict[str, list[tuple[Rule, pl.Expr]]] = {}
        self._pairs: dict[tuple[Any, ...], list[tuple[Rule, Paired]]] = {}
        self._frames: list[tuple[Rule, pl.LazyFrame]] = []

    def take(self, rule: Rule, found: Breaches | Paired) -> None:
        """Add what a rule gave. What no row can breach is left out."""
        if isinstance(found, Paired):
            if not found.is_empty:
                self._pairs.setdefault(found.way, []).append((rule, found))
        elif isinstance(found, pl.LazyFrame):
            self._frames.append((rule, found))
        else:
            masks = {rule.on[0]: found} if isinstance(found, pl.Expr) else found
            for table, mask in masks.items():
                if self.context.tables[table].height:
                    self._rows.setdefault(table, []).append((rule, mask))

    def of_rows(self) -> Iterator[Breach]:
        """The breaches that expressions over each table give."""
        for table, pairs in self._rows.items():
            masks = [mask.alias(rule.code) for rule, mask in pairs]
            hits = self.context.collected(
                self.context.rows(table).select(row_column(table), *masks)
            )
            rows = hits.get_column(row_column(table))
            for rule in _with_hits([rule for rule, _mask in pairs], hits):
                # Null counts as no breach.
                yield Breach(rule, table, rows.filter(hits.get_column(rule.code)))

    def of_frames(self) -> Iterator[Breach]:
        """The breaches that frames of breaching rows and conditions on pairs of rows give."""
        frames = [
            frame.select(row_column(table) for table in self._marked(rule))
            for rule, frame in self._frames
        ]
        pairs = [self._plan_of_pairs(asked) for asked in self._pairs.values()]
        found = iter(collected([*frames, *pairs], self.context.size))
        for rule, _frame in self._frames:
            hits = next(found)
            if hits.height:
                yield from self._breaches(rule, hits)
        for asked, hits in zip(self._pairs.values(), found, strict=True):
            if hits.height:
                for rule in _with_hits([rule for rule, _paired in asked], hits):
                    yield from self._breaches(rule, hits.filter(hits.get_column(rule.code)))

    def _marked(self, rule: Rule) -> list[str]:
        return [table for table in rule.marks if self.context.has(table)]

    def _plan_of_pairs(self, asked: list[tuple[Rule, Paired]]) -> pl.LazyFrame:
        """The marked rows of each pair, and for each rule whether the pair meets its conditions."""
        rows = {row_column(table) for rule, _paired in asked for table in self._marked(rule)}
        masks = [
            pl.all_horizontal(*paired.where, pl.lit(value=True)).alias(rule.code)
            for rule, paired in asked
        ]
        return asked[0][1].made().select(*sorted(rows), *masks)

    def _breaches(self, rule: Rule, hits: pl.DataFrame) -> Iterator[Breach]:
        for table in self._marked(rule):
            rows = _in_order(hits.get_column(row_column(table)))
            if len(rows):
                yield Breach(rule, table, rows)


def _with_hits(rules: list[Rule], hits: pl.DataFrame) -> Iterator[Rule]:
    found = hits.select(pl.col(rule.code for rule in rules).any()).row(0)
    return (rule for rule, any_row in zip(rules, found, strict=True) if any_row)


def _in_order(rows: pl.Series) -> pl.Series:
    """Each row once, by its number. As a set, because each call of a column's own costs more."""
    return pl.Series(sorted(set(rows.to_list()) - {None}), dtype=pl.UInt32)
