"""The child's header against last year's."""

from __future__ import annotations

import polars as pl

from almoner.returns.ssda903.context import Context903
from almoner.returns.ssda903.rules.book import rule
from almoner.returns.ssda903.words import (
    LETTERS_FROM,
    blank,
    col,
    dates_differ,
    differ,
    given,
    is_in,
    same_child,
)

UNKNOWN = tuple(f"UN{n}" for n in range(1, 6))


def _with_last_year(r: Context903) -> pl.LazyFrame:
    return r.pairs("Header", "Header_last")


@rule(
    "202",
    "Sex differs from last year's record for the same child.",
    on="Header",
    reads="Header_last",
    fields="SEX",
)
def sex_changed(r: Context903) -> pl.LazyFrame:
    # Returns before 2024-25 gave sex as 1 or 2; the same sex in other signs is no change.
    signs = {"1": "M", "2": "F"} if r.collection.year <= LETTERS_FROM else {}
    now, then = (col(name).replace(signs) for name in ("SEX", "Header_last.SEX"))
    return _with_last_year(r).filter(now.ne_missing(then))


@rule(
    "203",
    "Date of birth differs from last year's record for the same child.",
    on="Header",
    reads="Header_last",
    fields="DOB",
)
def birth_changed(r: Context903) -> pl.LazyFrame:
    return _with_last_year(r).filter(dates_differ("DOB", "Header_last.DOB"))


@rule(
    "204",
    "Ethnic code differs from last year's record for the same child.",
    on="Header",
    reads="Header_last",
    fields="ETHNIC",
)
def ethnicity_changed(r: Context903) -> pl.LazyFrame:
    return _with_last_year(r).filter(differ("ETHNIC", "Header_last.ETHNIC"))


@rule(
    "207",
    "Mother flag was 1 last year and is not 1 this year for a child with an episode this year.",
    on="Header",
    reads="Header_last Episodes",
    fields="MOTHER",
)
def no_longer_a_mother(r: Context903) -> pl.LazyFrame:
    # Once a mother, always a mother: the flag says that she has had a child.
    here = same_child(r.keys_of("Episodes"))
    was = col("Header_last.MOTHER") == "1"
    return _with_last_year(r).filter(here, was, differ("MOTHER", "Header_last.MOTHER"))


@rule(
    "208",
    "UPN differs from last year's, other than a permitted move from an unknown code.",
    on="Header",
    reads="Header_last",
    fields="UPN",
)
def upn_changed(r: Context903) -> pl.LazyFrame:
    was_unknown = blank("Header_last.UPN") | is_in("Header_last.UPN", UNKNOWN)
    is_known = given("UPN") & ~is_in("UPN", UNKNOWN)
    was_too_young = blank("Header_last.UPN") | (col("Header_last.UPN") == "UN1")
    still_unknown = is_in("UPN", UNKNOWN[1:])
    allowed = (was_unknown & is_known) | (was_too_young & still_unknown)
    return _with_last_year(r).filter(differ("UPN", "Header_last.UPN"), ~allowed)


@rule(
    "624",
    "Mother's child date of birth differs from last year's.",
    on="Header",
    reads="Header_last",
    fields="MC_DOB",
)
def childs_birth_changed(r: Context903) -> pl.LazyFrame:
    was = given("Header_last.MC_DOB")
    return _with_last_year(r).filter(was, dates_differ("MC_DOB", "Header_last.MC_DOB"))


@rule(
    "626",
    "Mother flag is 1 this year, 0 last year, but the birth was before this year began.",
    on="Header",
    reads="Header_last",
    fields="MOTHER MC_DOB",
)
def mother_before_the_year(r: Context903) -> pl.LazyFrame:
    now, then = (
        col(name).cast(pl.Float64, strict=False) for name in ("MOTHER", "Header_last.MOTHER")
    )
    new = (now == 1) & (then == 0)
    return _with_last_year(r).filter(new, col("MC_DOB") < r.start)
