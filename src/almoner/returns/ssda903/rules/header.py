"""The child's header: birth, sex, school number, motherhood."""

from __future__ import annotations

import datetime as dt

import polars as pl

from almoner.returns.ssda903.context import Context903
from almoner.returns.ssda903.rules.book import rule
from almoner.returns.ssda903.words import (
    any_given,
    blank,
    col,
    end_or,
    female,
    given,
    is_in,
    male,
    respite,
    same_child,
    years_after,
)

LEAVER_ITEMS = ("OC3.IN_TOUCH", "OC3.ACTIV", "OC3.ACCOM")


@rule(
    "301",
    "Date of birth is after the end of the collection year.",
    on="Header",
    fields="DOB",
)
def born_after_the_year(r: Context903) -> pl.Expr:
    return col("DOB") > r.end


@rule(
    "351",
    "Person was over 25 when the collection year began.",
    on="Header",
    fields="DOB",
)
def over_25(r: Context903) -> pl.Expr:
    return r.start > years_after("DOB", 25)


@rule(
    "231",
    "Child is UASC and not yet 11 at year end.",
    on="Header",
    fields="DOB UASC",
    changed="2024-25",
    since="2024-25",
)
def uasc_under_11(r: Context903) -> pl.Expr:
    return (col("UASC") == "1") & (years_after("DOB", 11) > r.end)


@rule(
    "232",
    "Sex recorded as unknown (U).",
    on="Header",
    fields="SEX",
    changed="2024-25",
    since="2024-25",
)
def sex_unknown(r: Context903) -> pl.Expr:
    return col("SEX") == "U"


@rule(
    "209",
    "UPN is UN1 (too young) although the child was at least 4 on 31 August before "
    "the collection year.",
    on="Header",
    fields="UPN DOB",
)
def too_young_for_a_upn(r: Context903) -> pl.Expr:
    # School numbers are given when school begins: at the latest the September after the fourth
    # birthday.
    august = dt.date(r.collection.start.year - 1, 8, 31)
    return (col("UPN") == "UN1") & (years_after("DOB", 4) <= pl.lit(august))


@rule(
    "210",
    "UPN is UN4 (very recently looked after) although an episode started more "
    "than a week before year end.",
    on="Episodes Header",
    fields="UPN DECOM",
)
def too_recent_for_a_upn(r: Context903) -> pl.LazyFrame:
    # UN4 is for a child so newly looked after that the number has not been found out yet: in care
    # from the last week of the year only. Longer than that, somebody should have asked the school.
    last_week = r.end - pl.duration(days=7)
    pairs = r.pairs("Episodes", "Header")
    return pairs.filter(col("Header.UPN") == "UN4", col("DECOM") < last_week)


@rule(
    "442",
    "UPN blank for a child with a non-respite episode.",
    on="Header",
    reads="Episodes",
    fields="UPN",
)
def upn_blank(r: Context903) -> pl.Expr:
    return blank("UPN") & same_child(r.keys_of("Episodes", ~respite()))


@rule(
    "444",
    "The same real UPN (not UN1 to UN5) appears on more than one child.",
    on="Header",
    fields="UPN",
    changed="2025-26",
    since="2025-26",
    whole=True,
)
def upn_of_two_children(r: Context903) -> pl.Expr:
    real = given("UPN") & ~is_in("UPN", [f"UN{n}" for n in range(1, 6)])
    # A child who is listed twice is still one child. A row of nobody is taken for another child.
    children = col("CHILD").drop_nulls().n_unique() + col("CHILD").null_count()
    return real & (children.over("UPN") > 1)


@rule(
    "174",
    "Mother's child date of birth given for a child recorded as male.",
    on="Header",
    fields="SEX MC_DOB",
    changed="2024-25",
)
def mothers_child_of_a_male(r: Context903) -> pl.Expr:
    return male(year=r.collection.year) & given("MC_DOB")


@rule(
    "165",
    "Mother flag is not 0 or 1, or is given for a male, or is blank for a female "
    "with a non-respite episode open in the year, or is given for a care-leaver-"
    "only female.",
    on="Header OC3",
    reads="Episodes",
    fields="MOTHER SEX ACTIV ACCOM IN_TOUCH DECOM",
)
def mother_flag_wrong(r: Context903) -> pl.LazyFrame:
    # Short breaks do not count: children with nothing else are rule 399's. Either sign of the sex
    # will do here, so that a wrong sign, which rule 101 reports, does not hide a wrong flag.
    open_in_year = (col("DECOM") <= r.end) & (end_or("DEC", r.end) >= r.start)
    episodes = r.rows("Episodes").group_by("CHILD")
    care = episodes.agg(
        respite().all().alias("short_breaks"),
        (open_in_year & ~respite()).any().alias("in_year"),
    )
    flag, girl, in_year = given("MOTHER"), female(), col("in_year")
    leaver = any_given(*LEAVER_ITEMS)
    wrong = (
        (flag & ~is_in("MOTHER", ("0", "1")))
        | (flag & male())
        | (~flag & girl & in_year)
        | (flag & girl & ~in_year & leaver)
    )
    # A care leaver has no episodes as a rule, and must be looked at all the same.
    pairs = r.pairs("Header", "OC3", keep_left=True).join(care, on="CHILD", how="left")
    known = pl.col("short_breaks", "in_year").fill_null(value=False)
    return pairs.with_columns(known).filter(~col("short_breaks"), wrong)


@rule(
    "393",
    "Mother flag blank for a female with a non-respite episode.",
    on="Header",
    reads="Episodes",
    fields="MOTHER",
    changed="2024-25",
)
def mother_flag_blank(r: Context903) -> pl.Expr:
    girl = female(year=r.collection.year)
    return girl & blank("MOTHER") & same_child(r.keys_of("Episodes", ~respite()))


@rule(
    "607",
    "Female whose non-respite care ended in the year has a blank mother flag.",
    on="Episodes Header",
    fields="DEC REC MOTHER LS SEX",
    changed="2024-25",
)
def mother_flag_blank_at_the_end(r: Context903) -> pl.LazyFrame:
    ended = given("REC") & (col("REC") != "X1") & col("DEC").is_between(r.start, r.end)
    girl = female("Header.SEX", year=r.collection.year) & blank("Header.MOTHER")
    return r.pairs("Episodes", "Header").filter(ended, ~respite(), girl)


@rule(
    "611",
    "Mother flag is 1 but the child's child has no date of birth.",
    on="Header",
    fields="MOTHER MC_DOB",
)
def mother_without_childs_birth(r: Context903) -> pl.Expr:
    return (col("MOTHER") == "1") & blank("MC_DOB")


@rule(
    "612",
    "Mother's child date of birth given for a female whose mother flag is 0 or blank.",
    on="Header",
    fields="SEX MOTHER MC_DOB",
    changed="2024-25",
)
def childs_birth_without_mother(r: Context903) -> pl.Expr:
    no_mother = blank("MOTHER") | (col("MOTHER") == "0")
    return female(year=r.collection.year) & no_mother & given("MC_DOB")


@rule(
    "620",
    "Mother flag is 1 for a person whose 11th birthday is after the start of the collection year.",
    on="Header",
    fields="DOB MOTHER",
)
def mother_too_young(r: Context903) -> pl.Expr:
    return (col("MOTHER") == "1") & (years_after("DOB", 11) > r.start)


@rule(
    "621",
    "Mother's child's date of birth is not after the mother's own.",
    on="Header",
    fields="DOB MC_DOB",
)
def child_older_than_mother(r: Context903) -> pl.Expr:
    return col("MC_DOB") <= col("DOB")


@rule(
    "625",
    "Mother's child date of birth is after the collection year or after the last episode ended.",
    on="Header Episodes",
    fields="MC_DOB DEC",
)
def childs_birth_too_late(r: Context903) -> pl.LazyFrame:
    born = r.prefixed("Header").filter(col("Header.MC_DOB").is_not_null())
    # A mother with an open episode is still in care: no earlier end is the day that she left.
    left = ~blank("DEC").any().over("CHILD") & col("CHILD").is_not_null()
    ended = r.rows("Episodes").filter(left, col("DEC").is_not_null())
    # Of two that ended on one day the first row stands for both.
    ordered = ended.sort("DEC", "Episodes.row", descending=[True, False])
    last = ordered.unique("CHILD", keep="first", maintain_order=True)
    pairs = born.join(last.select("CHILD", "DEC", "Episodes.row"), on="CHILD", how="left")
    late = (col("Header.MC_DOB") > r.end) | (col("Header.MC_DOB") > col("DEC"))
    return pairs.filter(late)


@rule(
    "628",
    "Mother flag given for a care leaver with no episode this year.",
    on="Header",
    reads="Episodes OC3",
    fields="MOTHER",
)
def mother_flag_of_a_leaver(r: Context903) -> pl.Expr:
    answered = r.keys_of("OC3", any_given("IN_TOUCH", "ACTIV", "ACCOM"))
    here = same_child(r.keys_of("Episodes"))
    return given("MOTHER") & ~here & same_child(answered)


@rule(
    "EPI",
    "Child in the header has neither an episode nor a care-leaver row.",
    on="Header",
    reads="",
    fields="CHILD",
    severity="warning",
)
def neither_episode_nor_leaver(r: Context903) -> pl.Expr:
    found = pl.lit(value=False)
    for table in ("Episodes", "OC3"):
        if r.has(table):
            found = found | same_child(r.keys_of(table))
    return ~found
