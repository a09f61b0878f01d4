"""What the whole return says of the authority's recording.

Such a finding belongs to no row. It stands on the first row of the table that it is about, so that
it is found there once.
"""

from __future__ import annotations

import polars as pl

from almoner.returns.cin.context import ContextCIN
from almoner.returns.cin.rules.book import rule
from almoner.returns.cin.words import SEX_SINCE, blank, col

MOST_WITHOUT_SEX = 0.02
FEWEST_DISABILITIES = 8


def _first_row_if(breach: pl.Expr, table: str) -> pl.Expr:
    return (col(f"{table}.row") == 0) & breach


@rule(
    "2883",
    "More child protection plans start in the census year than initial conferences are dated in "
    "it.",
    on="ChildProtectionPlans",
    reads="CINdetails Section47",
    fields="CPPstartDate",
    whole=True,
)
def plans_without_conferences(r: ContextCIN) -> pl.Expr:
    held = sum(
        r.view(table).select(_in_year(r, "DateOfInitialCPC")).item()
        for table in ("CINdetails", "Section47")
    )
    return _first_row_if(_in_year(r, "CPPstartDate") > held, "ChildProtectionPlans")


def _in_year(r: ContextCIN, field: str) -> pl.Expr:
    return col(field).is_between(r.start, r.end).sum()


@rule(
    "2886Q",
    "More than 2 % of children born have no sex recorded.",
    on="ChildIdentifiers",
    fields="Sex ExpectedPersonBirthDate",
    severity="query",
    changed="2024-25",
    whole=True,
)
def sex_often_missing(r: ContextCIN) -> pl.Expr:
    # U says that it is not known. Before birth nobody asks, so the unborn are no part of either.
    born = blank("ExpectedPersonBirthDate")
    unknown_sex = "U" if r.collection.year >= SEX_SINCE else "0"
    without = born & (blank("Sex") | (col("Sex") == unknown_sex).fill_null(value=False))
    return _first_row_if(without.sum() > MOST_WITHOUT_SEX * born.sum(), "ChildIdentifiers")


@rule(
    "2887Q",
    "Fewer than 8 different disability codes are used in the return.",
    on="Disabilities",
    fields="Disability",
    severity="query",
    whole=True,
)
def few_disabilities(r: ContextCIN) -> pl.Expr:
    used = col("Disability").filter(col("Disability") != "NONE").n_unique()
    return _first_row_if(used < FEWEST_DISABILITIES, "Disabilities")


@rule(
    "2888Q",
    "No child has more than one disability code.",
    on="Disabilities",
    fields="Disability",
    severity="query",
    whole=True,
)
def one_disability_each(r: ContextCIN) -> pl.Expr:
    # Many disabled children have more than one impairment: a return with none was cut short.
    disability = pl.when(col("Disability") != "NONE").then(col("Disability"))
    most = disability.drop_nulls().n_unique().over("LAchildID").max()
    return _first_row_if(most <= 1, "Disabilities")
