"""Disability, as the child's characteristics have it."""

from __future__ import annotations

import polars as pl

from almoner.returns.cin.context import ContextCIN
from almoner.returns.cin.rules.book import rule
from almoner.returns.cin.words import col, given, goes_on, listed, marking


@rule(
    "8540",
    "Child with a date of birth and a case going on has no disability code, or an unlisted one.",
    on="ChildIdentifiers Disabilities CINdetails",
    fields="PersonBirthDate Disability ReferralNFA",
)
def disability_not_said(r: ContextCIN) -> pl.LazyFrame:
    # NONE is an answer; silence is not, and leaves a disabled child's needs unseen.
    going_on = r.rows("CINdetails").filter(goes_on())
    children = r.rows("ChildIdentifiers").filter(given("PersonBirthDate"))
    children = children.join(going_on, on="LAchildID", how="semi")
    unlisted = r.rows("Disabilities").filter(~listed("Disability", "disabilitytype"))
    wrong = unlisted.join(children, on="LAchildID", how="semi")
    silent = children.join(r.rows("Disabilities"), on="LAchildID", how="anti")
    children = pl.concat([silent, children.join(wrong, on="LAchildID", how="semi")])
    return marking(children, wrong, going_on.join(children, on="LAchildID", how="semi"))


@rule(
    "8790",
    "Disability NONE is given together with another disability code.",
    on="Disabilities",
    fields="Disability",
)
def none_and_some(r: ContextCIN) -> pl.Expr:
    none = (col("Disability").str.to_uppercase() == "NONE").fill_null(value=False)
    return given("LAchildID") & none.any().over("LAchildID") & ~none


@rule(
    "8794",
    "The same disability code is given twice for a child.",
    on="Disabilities",
    fields="Disability",
)
def same_code_twice(r: ContextCIN) -> pl.Expr:
    return given("LAchildID", "Disability") & (pl.len().over("LAchildID", "Disability") > 1)
