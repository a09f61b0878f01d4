"""A child's social workers, one after another."""

from __future__ import annotations

import polars as pl

from almoner.returns.ssda903.context import Context903
from almoner.returns.ssda903.rules.book import rule
from almoner.returns.ssda903.words import (
    FOLLOWS,
    PRECEDES,
    before,
    blank,
    col,
    end_or,
    given,
    respite,
)

# Workers were first asked about in 2023-24, of which the year before is not known.
WORKERS_OF_TWO_YEARS = "2024-25"
FIRST_CONTACT = (col("SW_REASON") == "FCONTA").fill_null(value=False)


def _in_order(r: Context903) -> pl.LazyFrame:
    """Dated social worker episodes in order, with the end of the one before (`before`)."""
    return r.once("social workers in order", lambda: _put_in_order(r))


def _put_in_order(r: Context903) -> pl.LazyFrame:
    known = col("CHILD").is_not_null() & col("SW_DECOM").is_not_null()
    names = ("CHILD", "SW_DECOM", "SW_DEC", "SWEpisodes.row")
    ordered = r.rows("SWEpisodes").filter(known).sort(*names, nulls_last=True)
    return ordered.select(
        *names,
        "SW_DEC.raw",
        "SW_REASON",
        FOLLOWS.alias("has_before"),
        PRECEDES.alias("has_after"),
        before("SW_DEC").alias("before"),
    )


@rule(
    "SW06STG2",
    "Social worker episode starts after the end of the collection year.",
    on="SWEpisodes",
    fields="SW_DECOM",
    changed="2023-24",
    since="2023-24",
)
def worker_starts_after_the_year(r: Context903) -> pl.Expr:
    return col("SW_DECOM") > r.end


@rule(
    "SW07STG2",
    "Social worker episode ends earlier than a year before the collection year, or after it.",
    on="SWEpisodes",
    fields="SW_DEC",
    changed="2024-25",
    since="2023-24",
)
def worker_ends_outside_two_years(r: Context903) -> pl.Expr:
    # In its first year the rule looked at the collection year alone.
    first = r.start if r.collection.year < WORKERS_OF_TWO_YEARS else r.start.dt.offset_by("-1y")
    return (col("SW_DEC") < first) | (col("SW_DEC") > r.end)


@rule(
    "SW08STG2",
    "Social worker episode other than the child's latest has no end date.",
    on="SWEpisodes",
    fields="SW_DEC",
    changed="2023-24",
    since="2023-24",
)
def earlier_worker_open(r: Context903) -> pl.LazyFrame:
    return _in_order(r).filter(col("has_after"), blank("SW_DEC"))


@rule(
    "SW09STG2",
    "Social worker episode lasts less than three days.",
    on="SWEpisodes",
    fields="SW_DECOM SW_DEC",
    changed="2025-26",
    since="2023-24",
)
def worker_for_a_day(r: Context903) -> pl.Expr:
    # Under three days is no working relationship with a child: most likely a slip of entry. Until
    # 2024-25 only a worker of a single day was asked about.
    if r.collection.year < "2025-26":
        return col("SW_DEC") == col("SW_DECOM")
    return col("SW_DEC") - col("SW_DECOM") < pl.duration(days=3)


def _apart(days: int) -> pl.Expr:
    """The episode starts more than so many days before or after the one before ended."""
    gap = (col("SW_DECOM") - col("before")).dt.total_days().abs()
    return col("has_before") & (gap.is_null() | (gap > days))


@rule(
    "SW10STG2",
    "Social worker episode (reason other than first contact) starts more than 7 "
    "days before or after the previous one ended.",
    on="SWEpisodes",
    fields="SW_DECOM",
    changed="2024-25",
    since="2023-24",
)
def gap_between_workers(r: Context903) -> pl.LazyFrame:
    # First contact is with one who may come before the other leaves; let off since 2024-25.
    of_any_reason = pl.lit(r.collection.year < WORKERS_OF_TWO_YEARS)
    return _in_order(r).filter(of_any_reason | ~FIRST_CONTACT, _apart(7))


@rule(
    "SW10aSTG2",
    "Social worker episode (reason other than first contact) starts more than 7 "
    "days away from the end of the previous one.",
    on="SWEpisodes",
    fields="SW_DECOM",
    changed="2025-26",
    since="2025-26",
)
def workers_far_apart(r: Context903) -> pl.LazyFrame:
    return _in_order(r).filter(~FIRST_CONTACT, _apart(7))


@rule(
    "SW10bSTG2",
    "Social worker episode with reason first contact starts before the previous one ended.",
    on="SWEpisodes",
    fields="SW_DECOM SW_REASON",
    changed="2025-26",
    since="2025-26",
)
def first_contact_while_another_works(r: Context903) -> pl.LazyFrame:
    return _in_order(r).filter(FIRST_CONTACT, col("SW_DECOM") <= col("before"))


@rule(
    "SW11bSTG2",
    "Social worker episode ended just before 31 March and no later one is given.",
    on="SWEpisodes",
    fields="SW_DEC",
    changed="2023-24",
    since="2023-24",
)
def no_worker_at_the_end(r: Context903) -> pl.LazyFrame:
    ordered = r.rows("SWEpisodes").filter(col("CHILD").is_not_null())
    ordered = ordered.sort("CHILD", "SW_DECOM", "SW_DEC", "SWEpisodes.row", nulls_last=True)
    last_days = (r.end - pl.duration(days=5), r.end)
    # A row that ended before the one before it began is out of order, and is for another rule.
    in_order = (before("SW_DECOM") < col("SW_DEC")).fill_null(value=True)
    ended = ~PRECEDES & col("SW_DEC").is_between(*last_days) & in_order
    # A later row without a start does not say that anybody took over.
    undated = blank("SW_DECOM") & before("SW_DEC").is_between(*last_days)
    return ordered.filter(ended | undated)


@rule(
    "SW12STG2",
    "Period of care that started or ended since the start of last year has no "
    "social worker episode covering that start or end.",
    on="Episodes",
    reads="SWEpisodes",
    fields="SW_DECOM",
    changed="2024-25",
    since="2023-24",
)
def care_without_a_worker(r: Context903) -> pl.LazyFrame:
    year_before = r.start.dt.offset_by("-1y")
    recent = col("DEC").is_between(year_before, r.end) | col("DEC").is_null()
    if r.collection.year < WORKERS_OF_TWO_YEARS:
        recent = pl.lit(value=True)
    turns = (col("RNE") == "S").fill_null(value=False) | col("REC").ne_missing("X1")
    # One worker for the turn is enough: a child often has had others before or since.
    pairs = r.pairs("Episodes", "SWEpisodes", keep_left=True).filter(recent, ~respite(), turns)
    at_turn = (_worker_at_the_start(r) | _worker_at_the_end(r)).fill_null(value=False)
    served = pairs.group_by("Episodes.row").agg(at_turn.any().alias("served"))
    return served.filter(~col("served"))


def _worker_at_the_start(r: Context903) -> pl.Expr:
    """Care began, and the worker took over from then on, or worked with the child already."""
    began, start, end = col("DECOM"), col("SWEpisodes.SW_DECOM"), "SWEpisodes.SW_DEC"
    # Where ends were not asked for, nobody knows who was still there.
    still = (col(end) >= began) | (blank(end) & pl.lit(r.was_given("SWEpisodes", "SW_DEC")))
    return (col("RNE") == "S") & ((start >= began) | ((start < began) & still))


def _worker_at_the_end(r: Context903) -> pl.Expr:
    """Care ended, or goes on at the end of the year, and the worker had begun by then."""
    ended = end_or("DEC", r.end)
    return (col("SWEpisodes.SW_DECOM") <= ended) & col("REC").ne_missing("X1")


@rule(
    "SW17STG2",
    "The child's latest social worker episode is closed, so none is open at 31 March.",
    on="SWEpisodes",
    fields="SW_DEC SW_DECOM",
    changed="2025-26",
    since="2025-26",
)
def latest_worker_gone(r: Context903) -> pl.LazyFrame:
    latest = (
        r.rows("SWEpisodes")
        .filter(col("CHILD").is_not_null())
        .sort(
            "SW_DECOM",
            given("SW_DEC"),
            "SWEpisodes.row",
            descending=[True, False, False],
            nulls_last=True,
        )
    )
    one = latest.unique("CHILD", keep="first", maintain_order=True)
    return one.filter(~blank("SW_DEC"))


@rule(
    "SW18STG2",
    "Social worker episode ends on or before its start.",
    on="SWEpisodes",
    fields="SW_DEC SW_DECOM",
    changed="2025-26",
    since="2025-26",
)
def worker_ends_before_starting(r: Context903) -> pl.Expr:
    return col("SW_DEC") <= col("SW_DECOM")


@rule(
    "SW19STG2",
    "Two social worker episodes of the child start on the same date.",
    on="SWEpisodes",
    fields="SW_DEC SW_DECOM",
    changed="2025-26",
    since="2025-26",
)
def two_workers_start_together(r: Context903) -> pl.Expr:
    # The first of them stands; the others are marked.
    again = pl.int_range(pl.len()).over("CHILD", "SW_DECOM") > 0
    return col("CHILD").is_not_null() & col("SW_DECOM").is_not_null() & again
