"""Unaccompanied asylum-seeking children, this year and last."""

from __future__ import annotations

import polars as pl

from almoner.returns.ssda903.context import Context903
from almoner.returns.ssda903.rules.book import rule
from almoner.returns.ssda903.words import any_given, col, given, same_child, years_after


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


def _flags(r: Context903, suffix: str, name: str) -> pl.LazyFrame:
    """CHILD and whether UASC (0 or 1, as `name`) by the header or, without one, by the list."""
    if r.has(f"Header{suffix}"):
        return r.rows(f"Header{suffix}").select("CHILD", col("UASC").alias(name))
    flag = pl.when(any_given("SEX", "DUC")).then(pl.lit("1")).otherwise(pl.lit("0"))
    return r.rows(f"UASC{suffix}").select("CHILD", flag.alias(name))


def _both_years(r: Context903) -> pl.LazyFrame:
    """This year's UASC rows with the child's flags `now` and `then` and last year's row, if any."""
    pairs = r.pairs("UASC", "UASC_last", keep_left=True)
    for suffix, name in (("", "now"), ("_last", "then")):
        pairs = pairs.join(_flags(r, suffix, name).unique(), on="CHILD", how="left")
    return pairs


def _with_headers(r: Context903, found: pl.LazyFrame) -> pl.LazyFrame:
    """The UASC rows that were found, and the headers of their children."""
    if not r.has("Header"):
        return found
    headers = r.rows("Header").join(found, on="CHILD", how="semi")
    return pl.concat([found.select("UASC.row"), headers.select("Header.row")], how="diagonal")


@rule(
    "205A",
    "Child was UASC last year, is not this year, and the dates status ceased in "
    "the two years do not explain the change.",
    on="UASC",
    also="Header",
    reads="UASC_last",
    fields="CHILD UASC",
)
def no_longer_uasc(r: Context903) -> pl.LazyFrame:
    was = (col("then") == "1") & col("now").ne_missing("1")
    first, last = (day.dt.offset_by("-1y") for day in (r.start, r.end))
    ended_then = col("UASC_last.DUC").is_between(first, last)
    unexplained = given("DUC") | ~ended_then.fill_null(value=False)
    return _with_headers(r, _both_years(r).filter(was, unexplained))


@rule(
    "205B",
    "Child is UASC in both years but the dates status ceased conflict with that.",
    on="UASC",
    also="Header",
    reads="UASC_last",
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
    return _with_headers(r, _both_years(r).filter(both, (~ended & ~same) | ~expected))


@rule(
    "205C",
    "Date UASC status ceased given for a child not UASC in either year.",
    on="UASC",
    also="Header",
    reads="UASC_last",
    fields="DUC UASC",
)
def never_uasc(r: Context903) -> pl.LazyFrame:
    never = (col("now").fill_null("0") == "0") & (col("then").fill_null("0") == "0")
    return _with_headers(r, _both_years(r).filter(never, any_given("DUC", "UASC_last.DUC")))


@rule(
    "205D",
    "Child is UASC this year, was in last year's data and was not UASC then.",
    also="Header UASC",
    fields="UASC CHILD",
)
def newly_uasc(r: Context903) -> dict[str, pl.Expr]:
    tables = [t for t in ("Header", "UASC") if r.has(t)]
    last = [t for t in ("Header_last", "UASC_last") if r.has(t)]
    if not (tables and last and r.knows_uasc()):
        return {}
    then, now = _flags(r, "_last", "then"), _flags(r, "", "now")
    both = now.join(then, on="CHILD").filter(col("now") == "1", col("then").ne_missing("1"))
    return {tables[0]: same_child(both.collect().get_column("CHILD"))}
