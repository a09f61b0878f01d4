"""Reviews, and what was arranged for the child before this period of care (PrevPerm)."""

from __future__ import annotations

import datetime as dt

import polars as pl

from almoner.returns.ssda903.context import Context903
from almoner.returns.ssda903.rules.book import rule
from almoner.returns.ssda903.words import (
    any_blank,
    any_given,
    blank,
    col,
    given,
    is_in,
    years_after,
)

OLDER = tuple(f"PN{n}" for n in range(1, 8))
ITEMS = ("PREV_PERM", "LA_PERM", "DATE_PERM")
FIRST_ASKED = pl.lit(dt.date(2016, 4, 1))


@rule(
    "440",
    "Participation code PN0 (under 4) used for a review on or after the 4th birthday.",
    on="Reviews",
    fields="DOB REVIEW REVIEW_CODE",
)
def too_old_for_pn0(r: Context903) -> pl.Expr:
    return (col("REVIEW_CODE") == "PN0") & (col("REVIEW") >= years_after("DOB", 4))


@rule(
    "441",
    "Participation code PN1 to PN7 used for a review before the 4th birthday.",
    on="Reviews",
    fields="DOB REVIEW REVIEW_CODE",
)
def too_young_to_take_part(r: Context903) -> pl.Expr:
    return is_in("REVIEW_CODE", OLDER) & (col("REVIEW") < years_after("DOB", 4))


@rule(
    "630",
    "Child started to be looked after in the year (S) without a complete "
    "previous-permanence row: no row, blank code, or code other than Z1 with "
    "authority or date missing.",
    on="Episodes",
    reads="PrevPerm",
    fields="RNE",
)
def start_without_history(r: Context903) -> pl.LazyFrame:
    started = (col("RNE") == "S") & (col("DECOM") >= r.start)
    code = "PrevPerm.PREV_PERM"
    details = any_blank("PrevPerm.LA_PERM", "PrevPerm.DATE_PERM")
    incomplete = blank(code) | ((col(code) != "Z1") & details)
    return r.pairs("Episodes", "PrevPerm", keep_left=True).filter(started, incomplete)


def _part_date(name: str) -> pl.Expr:
    """A date of which the day, or day and month, may be zz: its latest possible day.

    The latest, so that a child is not reported for a day nobody knows.
    """
    text = col(name).str.to_uppercase()
    month = text.str.extract(r"^ZZ/(\d{1,2}/\d{4})$")
    year = text.str.extract(r"^(?:ZZ|\d{1,2})/ZZ/(\d{4})$")
    return pl.coalesce(
        text.str.to_date("%d/%m/%Y", strict=False),
        ("01/" + month).str.to_date("%d/%m/%Y", strict=False).dt.month_end(),
        ("31/12/" + year).str.to_date("%d/%m/%Y", strict=False),
        pl.when(text == "ZZ/ZZ/ZZZZ").then(pl.lit(dt.date(2000, 12, 31))),
    )


@rule(
    "632",
    "Date of the previous permanence order is not valid or is not before the "
    "current episode's start. Part dates with zz for an unknown day or month are "
    "allowed.",
    on="Episodes PrevPerm",
    fields="DATE_PERM DECOM",
)
def order_not_before_care(r: Context903) -> pl.LazyFrame:
    name = "PrevPerm.DATE_PERM"
    ordered = _part_date(name)
    wrong = (ordered >= col("DECOM")) | ordered.is_null()
    return r.pairs("Episodes", "PrevPerm").filter(col("is_first"), given(name), wrong)


@rule(
    "634",
    "Previous-permanence items given for a child with no episode starting after 1 April 2016.",
    on="Episodes PrevPerm",
    fields="LA_PERM PREV_PERM DATE_PERM DECOM",
)
def history_not_asked_for(r: Context903) -> pl.LazyFrame:
    # Asked of children who started to be looked after since then.
    asked = r.rows("PrevPerm").filter(any_given(*ITEMS)).select("CHILD", "PrevPerm.row")
    latest = col("DECOM").max().over("CHILD")
    old = r.rows("Episodes").filter(latest < FIRST_ASKED).select("CHILD", "Episodes.row")
    return asked.join(old, on="CHILD")


@rule(
    "635",
    "Authority or date of a previous permanence order given without a permanence code.",
    on="PrevPerm",
    fields="LA_PERM DATE_PERM PREV_PERM",
)
def details_without_code(r: Context903) -> pl.Expr:
    return any_given("LA_PERM", "DATE_PERM") & blank("PREV_PERM")
