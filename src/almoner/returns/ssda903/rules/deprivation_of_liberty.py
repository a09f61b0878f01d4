"""Deprivation-of-liberty orders, collected from 2026-27."""

from __future__ import annotations

import polars as pl

from almoner.returns.ssda903.context import Context903
from almoner.returns.ssda903.rules.book import rule
from almoner.returns.ssda903.rules.missing import beyond_care, overlapping
from almoner.returns.ssda903.words import blank, col, is_in


@rule(
    "702",
    "Deprivation-of-liberty order ends before it starts.",
    on="DoLo",
    fields="DOLO_START DOLO_END",
    changed="2026-27",
    since="2026-27",
)
def ends_before_it_starts(r: Context903) -> pl.Expr:
    # An order for no day at all deprives nobody of liberty.
    return col("DOLO_END") <= col("DOLO_START")


@rule(
    "703",
    "Deprivation-of-liberty order starts after the end of the collection year.",
    on="DoLo",
    fields="DOLO_START",
    changed="2026-27",
    since="2026-27",
)
def starts_after_the_year(r: Context903) -> pl.Expr:
    return col("DOLO_START") > r.end


@rule(
    "704",
    "Deprivation-of-liberty order ends before the start or after the end of the collection year.",
    on="DoLo",
    fields="DOLO_END",
    changed="2026-27",
    since="2026-27",
)
def ends_outside_the_year(r: Context903) -> pl.Expr:
    return (col("DOLO_END") > r.end) | (col("DOLO_END") < r.start)


@rule(
    "705",
    "A deprivation-of-liberty order starts while the child's previous one is open "
    "or before it started.",
    on="DoLo",
    fields="DOLO_START DOLO_END",
    changed="2026-27",
    since="2026-27",
)
def starts_while_another_runs(r: Context903) -> pl.LazyFrame:
    return overlapping(r, "DoLo", "DOLO_START", "DOLO_END")


@rule(
    "706",
    "Last year left an open deprivation-of-liberty order with no order of the same start date "
    "this year.",
    on="DoLo",
    also="Header",
    reads="DoLo_last",
    fields="DOLO_START",
    changed="2026-27",
    since="2026-27",
)
def open_order_not_carried_over(r: Context903) -> pl.LazyFrame:
    # What breaches is a row of last year's list, and a finding stands on a row of this year's: the
    # child's latest order, or the header of a child who has none.
    was_open = r.rows("DoLo_last").filter(blank("DOLO_END")).select("CHILD", "DOLO_START")
    starts = r.rows("DoLo").select("CHILD", "DOLO_START")
    lost = was_open.join(starts, on=["CHILD", "DOLO_START"], how="anti", nulls_equal=True)
    ordered = r.rows("DoLo").sort("DOLO_START", "DoLo.row", nulls_last=False)
    latest = ordered.unique("CHILD", keep="last", maintain_order=True).select("CHILD", "DoLo.row")
    children = lost.select("CHILD").unique().join(latest, on="CHILD", how="left")
    if not r.has("Header"):
        return children
    header = r.rows("Header").select("CHILD", "Header.row")
    without = col("DoLo.row").is_null()
    return children.join(header, on="CHILD", how="left").with_columns(
        pl.when(without).then("Header.row").alias("Header.row")
    )


@rule(
    "707",
    "Deprivation-of-liberty order has no end date although care has ended.",
    on="DoLo",
    reads="Episodes",
    fields="DOLO_END",
    changed="2026-27",
    since="2026-27",
)
def order_beyond_care(r: Context903) -> pl.LazyFrame:
    return beyond_care(r, "DoLo", "DOLO_START", "DOLO_END")


@rule(
    "708",
    "Deprivation-of-liberty order starts before the child was born.",
    on="DoLo",
    fields="DOLO_START",
    changed="2026-27",
    since="2026-27",
)
def starts_before_birth(r: Context903) -> pl.Expr:
    return col("DOLO_START") <= col("DOB")


def _during_orders(r: Context903) -> pl.LazyFrame:
    """Episodes with the orders, begun and ended, that they overlap."""
    start, end = col("DoLo.DOLO_START"), col("DoLo.DOLO_END")
    overlap = ((start <= col("DEC")) | col("DEC").is_null()) & (
        blank("DoLo.DOLO_END") | (end >= col("DECOM"))
    )
    return r.pairs("Episodes", "DoLo").filter(start.is_not_null(), overlap)


@rule(
    "709",
    "An episode overlapping a deprivation-of-liberty order is in a placement type "
    "other than K2, Z12 or Z13.",
    on="DoLo Episodes",
    fields="DOLO_START PLACE",
    changed="2026-27",
    since="2026-27",
)
def order_in_an_unlikely_placement(r: Context903) -> pl.LazyFrame:
    return _during_orders(r).filter(~is_in("PLACE", ("K2", "Z12", "Z13")))


@rule(
    "710",
    "An episode overlapping a deprivation-of-liberty order is in placement K1, P1, R5 or K3.",
    on="DoLo Episodes",
    fields="DOLO_START PLACE",
    changed="2026-27",
    since="2026-27",
)
def order_in_an_impossible_placement(r: Context903) -> pl.LazyFrame:
    return _during_orders(r).filter(is_in("PLACE", ("K1", "P1", "R5", "K3")))
