"""Adoption: the AD1 list against itself and the adoptive placement."""

from __future__ import annotations

import polars as pl

from almoner.returns.ssda903.context import Context903
from almoner.returns.ssda903.rules.book import rule
from almoner.returns.ssda903.rules.episode_items import ADOPTED, ADOPTION
from almoner.returns.ssda903.words import (
    any_blank,
    any_given,
    blank,
    col,
    given,
    is_in,
    same_child,
)

ITEMS = ("DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR")
LEAVER = ("IN_TOUCH", "ACTIV", "ACCOM")
COUPLES = ("MM", "FF", "MF")


@rule(
    "151",
    "Some, but not all, of the six adoption items are filled in.",
    on="AD1",
    fields="DATE_INT DATE_MATCH FOSTER_CARE NB_ADOPTR SEX_ADOPTR LS_ADOPTR",
)
def adoption_items_incomplete(r: Context903) -> pl.Expr:
    return any_given(*ITEMS) & any_blank(*ITEMS)


@rule(
    "134",
    "Any adoption (AD1) item filled in for a child who has any care-leaver (OC3) answer.",
    on="AD1",
    reads="OC3",
    fields="IN_TOUCH ACTIV ACCOM DATE_INT DATE_MATCH FOSTER_CARE NB_ADOPTR SEX_ADOPTR LS_ADOPTR",
)
def adopted_and_leaver(r: Context903) -> pl.Expr:
    return any_given(*ITEMS) & same_child(r.keys_of("OC3", any_given(*LEAVER)))


@rule(
    "333",
    "Date matched given while the should-be-placed date is missing or later.",
    on="AD1",
    fields="DATE_INT",
)
def matched_before_decided(r: Context903) -> pl.Expr:
    return given("DATE_MATCH") & (blank("DATE_INT") | (col("DATE_INT") > col("DATE_MATCH")))


@rule(
    "511",
    "Two adopters are reported but the sex-of-adopters code is not MM, FF or MF.",
    on="AD1",
    fields="NB_ADOPTR SEX_ADOPTR",
)
def two_adopters_one_sex_code(r: Context903) -> pl.Expr:
    return (col("NB_ADOPTR") == "2") & is_in("SEX_ADOPTR", ("M1", "F1"))


def _sexes_do_not_fit(status: str, *sexes: str) -> pl.Expr:
    return (col("LS_ADOPTR") == status) & ~is_in("SEX_ADOPTR", sexes)


@rule(
    "514",
    "Single-adopter legal status (L0) with a couple's sex-of-adopters code.",
    on="AD1",
    fields="LS_ADOPTR SEX_ADOPTR",
)
def single_but_a_couple(r: Context903) -> pl.Expr:
    return _sexes_do_not_fit("L0", "M1", "F1")


@rule(
    "517",
    "Adopters' legal status L3 with sex of adopters other than MF.",
    on="AD1",
    fields="LS_ADOPTR SEX_ADOPTR",
)
def unmarried_different_sexes(r: Context903) -> pl.Expr:
    return _sexes_do_not_fit("L3", "MF")


@rule(
    "518",
    "Adopters' legal status L4 with sex of adopters other than MM or FF.",
    on="AD1",
    fields="LS_ADOPTR SEX_ADOPTR",
)
def unmarried_same_sex(r: Context903) -> pl.Expr:
    return _sexes_do_not_fit("L4", "MM", "FF")


@rule(
    "519",
    "Adopters' legal status L2 (civil partners) with a single adopter's sex code.",
    on="AD1",
    fields="LS_ADOPTR SEX_ADOPTR",
)
def civil_partners_alone(r: Context903) -> pl.Expr:
    return _sexes_do_not_fit("L2", *COUPLES)


@rule(
    "520",
    "Adopters' legal status L11 (different-sex married) with a sex code other than MF.",
    on="AD1",
    fields="LS_ADOPTR SEX_ADOPTR",
)
def married_different_sexes(r: Context903) -> pl.Expr:
    return _sexes_do_not_fit("L11", "MF")


@rule(
    "524",
    "Adopters' legal status L12 (same-sex married) with sex of adopters other than MM or FF.",
    on="AD1",
    fields="LS_ADOPTR SEX_ADOPTR",
)
def married_same_sex(r: Context903) -> pl.Expr:
    return _sexes_do_not_fit("L12", "MM", "FF")


@rule(
    "331",
    "Date of matching with adopters is after the start of the placement in which "
    "adoption was completed.",
    on="AD1 Episodes",
    fields="DATE_MATCH DECOM REC",
)
def matched_after_the_placement(r: Context903) -> pl.LazyFrame:
    adopted = is_in("Episodes.REC", ADOPTED)
    return r.pairs("AD1", "Episodes").filter(adopted, col("DATE_MATCH") > col("Episodes.DECOM"))


@rule(
    "334",
    "Should-be-placed date is before the current period of care began.",
    on="Episodes AD1",
    fields="DATE_INT DECOM RNE",
)
def decided_before_care_began(r: Context903) -> pl.LazyFrame:
    starts = r.rows("Episodes").filter(col("RNE") == "S", col("DECOM").is_not_null())
    # Of two starts on one day the first row stands for both.
    last = starts.sort("DECOM", "Episodes.row", descending=[True, False]).unique(
        "CHILD", keep="first", maintain_order=True
    )
    pairs = last.select("CHILD", "DECOM", "Episodes.row").join(r.prefixed("AD1"), on="CHILD")
    return pairs.filter(col("AD1.DATE_INT") < col("DECOM"))


@rule(
    "335",
    "Foster-carer-adopts flag contradicts the last placement: flag 0 with A2, A3 "
    "or A5, or flag 1 with A1, A4 or A6, when the episode ended in adoption.",
    on="Episodes AD1",
    fields="PLACE FOSTER_CARE",
)
def carer_flag_contradicts(r: Context903) -> pl.LazyFrame:
    not_carer = is_in("PLACE", ("A2", "A3", "A5")) & (col("AD1.FOSTER_CARE") == "0")
    carer = is_in("PLACE", ("A1", "A4", "A6")) & (col("AD1.FOSTER_CARE") == "1")
    adopted = is_in("REC", ("E1", *ADOPTED))
    return r.pairs("Episodes", "AD1").filter(adopted, not_carer | carer)


@rule(
    "521",
    "Should-be-placed date is after the start of the adoption placement.",
    on="Episodes AD1",
    fields="PLACE DECOM DATE_INT",
)
def decided_after_placed(r: Context903) -> pl.LazyFrame:
    late = is_in("PLACE", ADOPTION) & (col("AD1.DATE_INT") > col("DECOM"))
    return r.pairs("Episodes", "AD1").filter(late)


@rule(
    "582",
    "Adoption date (episode end) is the same as the date of matching with "
    "adopters; from the 2023 collection.",
    on="Episodes",
    reads="AD1",
    fields="DEC DATE_MATCH",
)
def adopted_on_the_day_of_matching(r: Context903) -> pl.LazyFrame:
    same_day = is_in("REC", ADOPTED) & (col("DEC") == col("AD1.DATE_MATCH"))
    return r.pairs("Episodes", "AD1").filter(same_day)


def _adopted_in_year(r: Context903) -> pl.Expr:
    return is_in("REC", ADOPTED) & col("DEC").is_between(r.start, r.end)


@rule(
    "601",
    "Child adopted in the year but an AD1 item is blank.",
    on="AD1 Episodes",
    fields="REC DATE_INT DATE_MATCH FOSTER_CARE NB_ADOPTR SEX_ADOPTR LS_ADOPTR",
)
def adopted_with_items_blank(r: Context903) -> pl.LazyFrame:
    missing = any_blank(*(f"AD1.{name}" for name in ITEMS))
    return r.pairs("Episodes", "AD1").filter(_adopted_in_year(r), missing)


@rule(
    "602",
    "AD1 items filled in for a child with no adoption end reason in the year.",
    on="AD1",
    reads="Episodes",
    fields="CHILD",
)
def items_without_adoption(r: Context903) -> pl.Expr:
    return any_given(*ITEMS) & ~same_child(r.keys_of("Episodes", _adopted_in_year(r)))
