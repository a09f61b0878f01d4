"""Children missing, or away without authorisation."""

from __future__ import annotations

import polars as pl

from almoner.returns.ssda903.context import Context903
from almoner.returns.ssda903.rules.book import rule
from almoner.returns.ssda903.words import (
    FOLLOWS,
    before,
    blank,
    col,
    differ,
    given,
    is_in,
    years_after,
)


@rule(
    "564",
    "Missing type given without a start date.",
    on="Missing",
    fields="MISSING MIS_START",
)
def kind_without_start(r: Context903) -> pl.Expr:
    return is_in("MISSING", ("M", "A")) & blank("MIS_START")


@rule(
    "565",
    "Missing start date given without a missing type.",
    on="Missing",
    fields="MISSING MIS_START",
)
def start_without_kind(r: Context903) -> pl.Expr:
    return given("MIS_START") & blank("MISSING")


@rule(
    "566",
    "Missing end date given without a missing type.",
    on="Missing",
    fields="MISSING MIS_END",
)
def end_without_kind(r: Context903) -> pl.Expr:
    return given("MIS_END") & blank("MISSING")


@rule(
    "567",
    "Missing spell ends before it starts.",
    on="Missing",
    fields="MIS_START MIS_END",
)
def back_before_gone(r: Context903) -> pl.Expr:
    return col("MIS_END") < col("MIS_START")


@rule(
    "570",
    "Missing spell starts after the end of the collection year.",
    on="Missing",
    fields="MIS_START",
)
def gone_after_the_year(r: Context903) -> pl.Expr:
    return col("MIS_START") > r.end


@rule(
    "571",
    "Missing spell ends before the start or after the end of the collection year.",
    on="Missing",
    fields="MIS_END",
)
def back_outside_the_year(r: Context903) -> pl.Expr:
    return (col("MIS_END") < r.start) | (col("MIS_END") > r.end)


@rule(
    "586",
    "Missing spell starts before the child was born.",
    on="Missing",
    fields="MIS_START",
)
def gone_before_birth(r: Context903) -> pl.Expr:
    return col("MIS_START") <= col("DOB")


@rule(
    "574",
    "A missing spell starts while the child's previous one is open, or before it ended.",
    on="Missing",
    fields="MIS_START MIS_END",
)
def gone_while_gone(r: Context903) -> pl.LazyFrame:
    return overlapping(r, "Missing", "MIS_START", "MIS_END")


def overlapping(r: Context903, table: str, start: str, end: str) -> pl.LazyFrame:
    """Spells that start while the child's spell before is open, or before it ended.

    An open spell is put in order by its start, as its end is not known.
    """
    row = f"{table}.row"
    ordered = (
        r.rows(table)
        .filter(col("CHILD").is_not_null())
        .sort("CHILD", pl.coalesce(end, start), start, row, nulls_last=True)
    )
    ended = before(end)
    return ordered.filter(FOLLOWS, ended.is_null() | (col(start) < ended))


@rule(
    "575",
    "Missing spell has no end date although the episode during which it began has ended.",
    on="Missing",
    reads="Episodes",
    fields="MIS_END",
)
def still_missing_after_the_episode(r: Context903) -> pl.LazyFrame:
    during = col("MIS_START").is_between(col("Episodes.DECOM"), col("Episodes.DEC"))
    return r.pairs("Missing", "Episodes").filter(during, blank("MIS_END"))


@rule(
    "576",
    "Last year's data left an open missing spell and this year's first spell does "
    "not have the same start date.",
    on="Missing",
    reads="Missing_last",
    fields="CHILD",
)
def open_spell_not_carried_over(r: Context903) -> pl.LazyFrame:
    ordered = r.rows("Missing").filter(col("CHILD").is_not_null())
    first = ordered.sort("MIS_START", "Missing.row", nulls_last=True).unique(
        "CHILD", keep="first", maintain_order=True
    )
    was_open = r.prefixed("Missing_last").filter(
        blank("Missing_last.MIS_END"), col("Missing_last.MIS_START").is_not_null()
    )
    pairs = first.join(was_open, on="CHILD")
    return pairs.filter(differ("MIS_START", "Missing_last.MIS_START"))


def beyond_care(r: Context903, table: str, start: str, end: str) -> pl.LazyFrame:
    """Spells that no period of care of the child contains to the end."""
    began, ended = col("began"), col("ended")
    is_open = blank(end)
    outside = pl.any_horizontal(
        x.fill_null(value=False)
        for x in (
            is_open & ended.is_not_null(),
            is_open & (col(start) < began),
            col(end) > ended,
            col(end) < began,
        )
    )
    return _outside_every_period(r, table, col(start).is_not_null(), outside)


def _outside_every_period(
    r: Context903, table: str, these: pl.Expr, outside: pl.Expr
) -> pl.LazyFrame:
    row = f"{table}.row"
    pairs = r.rows(table).filter(these).join(r.periods_of_care(), on="CHILD")
    return pairs.group_by(row).agg(outside.all().alias("outside")).filter(col("outside"))


@rule(
    "577",
    "Missing spell has no end date, or an end after care ended, although the "
    "period of care is over.",
    on="Missing",
    reads="Episodes",
    fields="MIS_END",
)
def missing_beyond_care(r: Context903) -> pl.LazyFrame:
    return beyond_care(r, "Missing", "MIS_START", "MIS_END")


@rule(
    "578",
    "Missing spell starts on or after the day care ended.",
    on="Missing",
    reads="Episodes",
    fields="MIS_START",
)
def missing_after_care(r: Context903) -> pl.LazyFrame:
    start = col("MIS_START")
    outside = (start < col("began")).fill_null(value=False) | (start >= col("ended")).fill_null(
        value=False
    )
    return _outside_every_period(r, "Missing", start.is_not_null(), outside)


@rule(
    "580",
    "Missing spell ends on the 18th birthday, the day care ended, but the end reason is not E8.",
    on="Episodes",
    reads="Missing",
    fields="REC",
)
def found_at_18(r: Context903) -> pl.LazyFrame:
    at_18 = years_after("Missing.DOB", 18) == col("Missing.MIS_END")
    ended = col("DEC") == col("Missing.MIS_END")
    return r.pairs("Episodes", "Missing").filter(at_18, ended, col("REC").ne_missing("E8"))


@rule(
    "581",
    "Missing spell starts outside every episode of care.",
    on="Missing",
    reads="Episodes",
    fields="MIS_START",
)
def missing_outside_every_episode(r: Context903) -> pl.LazyFrame:
    start, ended = col("MIS_START"), col("Episodes.DEC")
    within = (start >= col("Episodes.DECOM")) & ((start <= ended) | ended.is_null())
    pairs = r.pairs("Missing", "Episodes", keep_left=True).filter(start.is_not_null())
    grouped = pairs.group_by("Missing.row").agg(within.fill_null(value=False).any().alias("in"))
    return grouped.filter(~col("in"))
