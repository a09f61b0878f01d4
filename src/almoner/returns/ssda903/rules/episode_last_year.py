"""This year's first episode against last year's last one (`last.X`), which it may carry on."""

from __future__ import annotations

import polars as pl

from almoner.returns.rule import Finder
from almoner.returns.ssda903.context import Context903
from almoner.returns.ssda903.places import recoded
from almoner.returns.ssda903.rules.book import rule
from almoner.returns.ssda903.words import blank, col, differ

KNOWN = col("last.Episodes_last.row").is_not_null()
CARRIED_OVER = col("is_first") & KNOWN & blank("last.DEC")
FURTHER = ((col("PL_DISTANCE") - col("last.PL_DISTANCE")).abs().round(6) >= 0.2) | (
    col("PL_DISTANCE").is_not_null() & col("last.PL_DISTANCE").is_null()
)

# What a home's place follows from, and the reason for the episode: of the same home nothing moved.
SAME_HOME = (
    (col("RNE") == col("last.RNE"))
    & col("PLACE").eq_missing(col("last.PLACE"))
    & col("PL_POST").eq_missing(col("last.PL_POST"))
)

CONTINUES = "The first episode this year continues an open episode of last year but the {} differs."

SAME_ITEMS = (
    (
        "503A",
        CONTINUES.format("reason for new episode"),
        "RNE",
    ),
    (
        "503B",
        CONTINUES.format("legal status"),
        "LS",
    ),
    (
        "503C",
        CONTINUES.format("category of need"),
        "CIN",
    ),
    (
        "503E",
        CONTINUES.format("placement provider"),
        "PLACE_PROVIDER",
    ),
    (
        "503F",
        "The first episode this year continues an open episode of last year but the URN differs.",
        "URN",
    ),
    (
        "503H",
        CONTINUES.format("derived placement authority"),
        "PL_LA",
    ),
    (
        "503J",
        CONTINUES.format("derived in/out location"),
        "PL_LOCATION",
    ),
)


def _changed(field: str) -> Finder:
    def breaches(r: Context903) -> pl.Expr:
        return CARRIED_OVER & differ(field, f"last.{field}")

    return breaches


for _code, _message, _field in SAME_ITEMS:
    rule(_code, _message, on="Episodes", reads="Episodes_last", fields=_field)(_changed(_field))


@rule(
    "503D",
    "The first episode this year continues an open episode of last year but the "
    "placement type differs, other than by a change of the codes.",
    on="Episodes",
    reads="Episodes_last",
    fields="PLACE",
    changed="2025-26",
)
def placement_changed(r: Context903) -> pl.Expr:
    same = pl.lit(value=False)
    for then, now in recoded(r.collection.year).items():
        same = same | ((col("last.PLACE") == then) & col("PLACE").is_in(list(now)))
    return CARRIED_OVER & differ("PLACE", "last.PLACE") & ~same.fill_null(value=False)


@rule(
    "503G",
    "The first episode this year continues an open episode of last year but the "
    "derived distance differs by 0.2 miles or more.",
    on="Episodes",
    reads="Episodes_last",
    fields="PL_DISTANCE",
)
def distance_changed(r: Context903) -> pl.Expr:
    return CARRIED_OVER & FURTHER


@rule(
    "452",
    "Open episode carried over from last year with the same placement code and "
    "postcode has a different derived placement authority.",
    on="Episodes",
    reads="Episodes_last",
    fields="PL_LA",
)
def authority_changed(r: Context903) -> pl.Expr:
    return CARRIED_OVER & SAME_HOME & differ("PL_LA", "last.PL_LA")


@rule(
    "453",
    "Open episode carried over from last year with the same placement code and "
    "postcode has a derived distance differing by more than a small tolerance.",
    on="Episodes",
    reads="Episodes_last",
    fields="PL_DISTANCE",
)
def distance_changed_for_no_reason(r: Context903) -> pl.Expr:
    return CARRIED_OVER & SAME_HOME & FURTHER


@rule(
    "502",
    "Last year ended with an open episode whose start date is not the start date "
    "of the child's first episode this year.",
    on="Episodes",
    reads="Episodes_last",
    fields="DECOM",
)
def open_episode_not_carried_over(r: Context903) -> pl.LazyFrame:
    was_open = r.prefixed("Episodes_last").filter(blank("Episodes_last.DEC"))
    first = r.rows("Episodes").filter(col("is_first")).select("CHILD", "DECOM", "Episodes.row")
    pairs = first.join(was_open, on="CHILD")
    return pairs.filter(differ("DECOM", "Episodes_last.DECOM"))


@rule(
    "562",
    "Child's first episode began before the collection year but no episode of "
    "last year has that start date as its last.",
    on="Episodes",
    reads="Episodes_last",
    fields="DECOM",
)
def start_unknown_to_last_year(r: Context903) -> pl.Expr:
    began_before = col("is_first") & (col("DECOM") < r.start)
    return began_before & differ("DECOM", "last.DECOM")
