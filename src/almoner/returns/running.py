"""Running rules: all expressions of a table in one pass, all frames in one collection."""

from __future__ import annotations

from collections.abc import Collection as Codes
from collections.abc import Iterable, Iterator, Mapping

import polars as pl

from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.returns.context import Context
from almoner.returns.findings import Breach
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
    masks: dict[str, list[tuple[Rule, pl.Expr]]] = {}
    frames: list[tuple[Rule, tuple[str, ...], pl.LazyFrame]] = []
    order: dict[str, int] = {}
    for rule in rules:
        order[rule.code] = len(order)
        found = rule.breaches(context)
        if isinstance(found, pl.LazyFrame):
            frames.append((rule, tuple(t for t in rule.marks if context.has(t)), found))
        else:
            for table, mask in by_table(rule, found).items():
                masks.setdefault(table, []).append((rule, mask))
    tell(_("checking"), 0, len(order))
    breaches = list(run_masks(masks, context))
    tell(_("checking"), len(order) - len(frames), len(order))
    breaches += run_frames(frames)
    tell(_("checking"), len(order), len(order))
    return sorted(breaches, key=lambda breach: order[breach.rule.code])


def by_table(rule: Rule, breaches: Breaches) -> Mapping[str, pl.Expr]:
    """The expressions of a rule by the table that each is over."""
    return {rule.on[0]: breaches} if isinstance(breaches, pl.Expr) else breaches  # type: ignore[return-value]


def run_masks(
    masks: Mapping[str, list[tuple[Rule, pl.Expr]]], context: Context
) -> Iterator[Breach]:
    """The breaches that expressions over each table give."""
    for table, pairs in masks.items():
        hits = context.rows(table).select(mask.alias(rule.code) for rule, mask in pairs).collect()
        found = hits.select(pl.all().any()).row(0) if hits.height else ()
        rows = pl.int_range(hits.height, dtype=pl.UInt32, eager=True)
        for (rule, _mask), any_row in zip(pairs, found, strict=False):
            if any_row:
                # Null counts as no breach.
                yield Breach(rule, table, rows.filter(hits.get_column(rule.code)))


def run_frames(
    frames: list[tuple[Rule, tuple[str, ...], pl.LazyFrame]],
) -> Iterator[Breach]:
    """The breaches that frames of breaching rows give, each with its rule and marked tables."""
    plans = [frame.select(row_column(t) for t in tables) for _rule, tables, frame in frames]
    for (rule, tables, _plan), hits in zip(frames, pl.collect_all(plans), strict=True):
        for table in tables if hits.height else ():
            rows = _in_order(hits.get_column(row_column(table)))
            if len(rows):
                yield Breach(rule, table, rows)


def _in_order(rows: pl.Series) -> pl.Series:
    """Each row once, by its number. As a set, because each call of a column's own costs more."""
    return pl.Series(sorted(set(rows.to_list()) - {None}), dtype=pl.UInt32)
