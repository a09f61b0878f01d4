"""Unaccompanied asylum-seeking children, this year and last."""

from __future__ import annotations

import polars as pl

from almoner.returns.ssda903.context import Context903
from almoner.returns.ssda903.rules.book import rule
from almoner.returns.ssda903.words import any_given, col, given, years_after


@rule(
    "303",
    "Date UASC status ceased given for a child not flagged as UASC.",
    on="UASC Header",
    fields="DUC UASC",
)
def status_end_without_flag(r: Context903) -> pl.LazyFrame:
    return r.pairs("UASC", "Header").filter(given("DUC"), col("Header.UASC").ne_missing("1"))


@rule(
    "304",
    "Date UASC status ceased is after the child's 18th birthday.",
    on="UASC",
    fields="DUC",
)
def status_end_after_18(r: Context903) -> pl.Expr:
    # At 18 a person is no longer a child, so is no longer an unaccompanied child.
    return col("DUC") > years_after("DOB", 18)


def _both_years(r: Context903) -> pl.LazyFrame:
    """Rows of this year's UASC list with the child's headers and last year's rows, if any."""
    header = r.prefixed("Header").select("CHILD", "Header.row", col("Header.UASC").alias("now"))
    last = r.prefixed("UASC_last")
    then = r.prefixed("Header_last").select("CHILD", col("Header_last.UASC").alias("then"))
    last = last.join(then, on="CHILD", how="left")
    return r.rows("UASC").join(header, on="CHILD", how="left").join(last, on="CHILD", how="left")


@rule(
    "205A",
    "Child was UASC last year, is not this year, and the dates status ceased in "
    "the two years do not explain the change.",
    on="UASC Header",
    reads="UASC_last Header_last",
    fields="CHILD UASC",
)
def no_longer_uasc(r: Context903) -> pl.LazyFrame:
    was = (col("then") == "1") & col("now").ne_missing("1")
    year = r.collection.last
    ended_then = col("UASC_last.DUC").is_between(pl.lit(year.start), pl.lit(year.end))
    unexplained = given("DUC") | ~ended_then.fill_null(value=False)
    return _both_years(r).filter(was, unexplained)


@rule(
    "205B",
    "Child is UASC in both years but the dates status ceased conflict with that.",
    on="UASC Header",
    reads="UASC_last Header_last",
    fields="DUC UASC",
)
def still_uasc(r: Context903) -> pl.LazyFrame:
    # Status lasts to the 18th birthday unless it ends earlier: last year's expected end is that
    # birthday, and this year's is the same or a day of this year.
    both = (col("then") == "1") & (col("now") == "1")
    at_18 = years_after("UASC_last.DOB", 18)
    expected = (col("UASC_last.DUC") == at_18).fill_null(value=False)
    ended = col("DUC").is_between(r.start, r.end).fill_null(value=False)
    same = (col("DUC") == col("UASC_last.DUC")).fill_null(value=False)
    return _both_years(r).filter(both, (~ended & ~same) | ~expected)


@rule(
    "205C",
    "Date UASC status ceased given for a child not UASC in either year.",
    on="UASC Header",
    reads="UASC_last Header_last",
    fields="DUC UASC",
)
def never_uasc(r: Context903) -> pl.LazyFrame:
    never = (col("now").fill_null("0") == "0") & (col("then").fill_null("0") == "0")
    return _both_years(r).filter(never, any_given("DUC", "UASC_last.DUC"))


@rule(
    "205D",
    "Child is UASC this year, was in last year's data and was not UASC then.",
    on="Header",
    reads="Header_last",
    fields="UASC CHILD",
)
def newly_uasc(r: Context903) -> pl.LazyFrame:
    is_now, was_then = col("UASC") == "1", col("Header_last.UASC").ne_missing("1")
    known = pl.lit(r.knows_uasc())
    return r.pairs("Header", "Header_last").filter(known, is_now, was_then)
