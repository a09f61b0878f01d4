"""The lists against each other: checks that the national portal does not make.

One declaration a rule, since within a family the rules differ in nothing but the list.
"""

from __future__ import annotations

import polars as pl

from almoner.returns.rule import Finder
from almoner.returns.ssda903.context import Context903
from almoner.returns.ssda903.rules.book import rule
from almoner.returns.ssda903.words import col, same_child

ORPHANS = (
    ("INT01", "AD1"), ("INT02", "PlacedAdoption"), ("INT03", "Episodes"), ("INT04", "Missing"),
    ("INT05", "OC2"), ("INT06", "OC3"), ("INT07", "PrevPerm"), ("INT08", "Reviews"),
    ("INT09", "UASC"),
)  # fmt: skip
BIRTHS = (
    ("INT11", "AD1"), ("INT12", "PlacedAdoption"), ("INT13", "Missing"), ("INT14", "OC2"),
    ("INT15", "OC3"), ("INT16", "PrevPerm"), ("INT17", "Reviews"), ("INT18", "UASC"),
)  # fmt: skip
ONCE_ONLY = (
    ("INT31", "AD1"), ("INT32", "Header"), ("INT33", "OC2"), ("INT34", "OC3"),
    ("INT35", "PrevPerm"), ("INT36", "UASC"),
)  # fmt: skip


def _orphan(r: Context903) -> pl.Expr:
    return ~same_child(r.keys_of("Header"))


def _differs(table: str, field: str) -> Finder:
    def breaches(r: Context903) -> pl.LazyFrame:
        return r.pairs(table, "Header").filter(col(field) != col(f"Header.{field}"))

    return breaches


def _repeated(r: Context903) -> pl.Expr:
    return col("CHILD").is_not_null() & (pl.len().over("CHILD") > 1)


for _code, _table in ORPHANS:
    rule(_code, f"Child in {_table} is not in Header.", on=_table, reads="Header", fields="CHILD",
         severity="internal")(_orphan)  # fmt: skip
for _code, _table in BIRTHS:
    rule(_code, f"Date of birth in {_table} differs from Header.", on=_table, reads="Header",
         fields="DOB", severity="internal")(_differs(_table, "DOB"))  # fmt: skip
for _code, _table in ONCE_ONLY:
    rule(_code, f"Child appears more than once in {_table}.", on=_table, fields="CHILD",
         severity="internal")(_repeated)  # fmt: skip

rule(
    "INT21",
    "Sex in UASC differs from Header.",
    on="UASC",
    reads="Header",
    fields="SEX",
    severity="internal",
)(_differs("UASC", "SEX"))


@rule(
    "1012",
    "Row in another child-level table (adoption, missing, reviews, previous "
    "permanence, OC2) for a child with no episode this year.",
    also="Reviews OC2 AD1 PlacedAdoption PrevPerm Missing",
    reads="Episodes",
    fields="CHILD",
)
def child_without_an_episode(r: Context903) -> dict[str, pl.Expr]:
    lists = ("Reviews", "OC2", "AD1", "PlacedAdoption", "PrevPerm", "Missing")
    return {table: ~same_child(r.keys_of("Episodes")) for table in lists if r.has(table)}


@rule(
    "NoE",
    "Episode began before the collection year but the child has no episode in last year's data.",
    on="Episodes",
    reads="Episodes_last",
    fields="DECOM",
    severity="internal",
)
def carried_over_from_nowhere(r: Context903) -> pl.Expr:
    return (col("DECOM") < r.start) & ~same_child(r.keys_of("Episodes_last"))
