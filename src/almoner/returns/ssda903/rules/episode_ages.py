"""An episode against the child's age, by the date of birth in the header."""

from __future__ import annotations

import polars as pl
import polars.selectors as cs

from almoner.returns.ssda903.context import Context903
from almoner.returns.ssda903.rules.book import rule
from almoner.returns.ssda903.rules.episode_items import ADOPTED
from almoner.returns.ssda903.words import (
    any_given,
    blank,
    col,
    given,
    is_in,
    same_child,
    years_after,
)


def _birthday(years: int) -> pl.Expr:
    return years_after("Header.DOB", years)


@rule(
    "302",
    "First episode starts (reason S) before the child was born.",
    on="Episodes Header",
    fields="DECOM DOB",
)
def starts_before_birth(r: Context903) -> pl.LazyFrame:
    return r.pairs("Episodes", "Header").filter(col("is_first"), col("Header.DOB") > col("DECOM"))


@rule(
    "352",
    "Episode with reason S starts on or after the 18th birthday.",
    on="Episodes",
    reads="Header",
    fields="DECOM RNE",
)
def starts_at_18(r: Context903) -> pl.Expr:
    return (col("RNE") == "S") & (_birthday(18) <= col("DECOM"))


@rule(
    "358",
    "Legal status J1, J2 or J3 at a start date before the child was 10.",
    on="Episodes Header",
    fields="DECOM DOB LS",
)
def youth_justice_before_10(r: Context903) -> pl.LazyFrame:
    # Ten is the age of criminal responsibility: from that birthday on.
    young = is_in("LS", ("J1", "J2", "J3")) & (_birthday(10) > col("DECOM"))
    return r.pairs("Episodes", "Header").filter(young)


@rule(
    "359",
    "Open episode for a person past 18 at year end that is not legal status V2 in placement K2.",
    on="Episodes",
    reads="Header",
    fields="DEC LS PLACE",
)
def open_after_18(r: Context903) -> pl.Expr:
    stays = ((col("LS") == "V2") & (col("PLACE") == "K2")).fill_null(value=False)
    return (_birthday(18) < r.end) & blank("DEC") & ~stays


def _too_young_for(place: str, years: int) -> pl.Expr:
    """A placement of this kind, ended, that began before the birthday."""
    ended = col("DEC").is_not_null()
    return (col("PLACE") == place) & ended & (col("DECOM") < _birthday(years))


@rule(
    "371",
    "Supported accommodation (K3) starting before the 16th birthday.",
    on="Episodes",
    reads="Header",
    fields="DECOM PLACE",
    changed="2024-25",
)
def supported_accommodation_before_16(r: Context903) -> pl.Expr:
    # Until 2022-23 such places were not registered (H5), and could be had from 14.
    year = r.collection.year
    return _too_young_for("K3" if year >= "2024-25" else "H5", 16 if year >= "2023-24" else 14)


@rule(
    "372",
    "Youth custody or prison (R5) starting before the 10th birthday.",
    on="Episodes",
    reads="Header",
    fields="DECOM PLACE",
)
def custody_before_10(r: Context903) -> pl.Expr:
    return _too_young_for("R5", 10)


@rule(
    "373",
    "School placement (S1) starting before the 4th birthday.",
    on="Episodes",
    reads="Header",
    fields="DECOM PLACE",
)
def school_before_4(r: Context903) -> pl.Expr:
    return _too_young_for("S1", 4)


@rule(
    "374",
    "Residential employment (P3) starting before the 14th birthday.",
    on="Episodes",
    reads="Header",
    fields="DECOM PLACE",
)
def employment_before_14(r: Context903) -> pl.Expr:
    return _too_young_for("P3", 14)


@rule(
    "386",
    "Adoption end reason (E11 or E12) at 18 or over.",
    on="Episodes",
    reads="Header",
    fields="REC",
)
def adopted_at_18(r: Context903) -> pl.Expr:
    return is_in("REC", ADOPTED) & (_birthday(18) <= col("DEC"))


@rule(
    "387",
    "Moved to independent living (E5 or E6) before 14.",
    on="Episodes",
    reads="Header",
    fields="REC",
)
def independent_before_14(r: Context903) -> pl.Expr:
    young = (_birthday(14) > col("DEC")) | col("Header.DOB").is_null()
    return is_in("REC", ("E5", "E6")) & col("DEC").is_not_null() & young


@rule(
    "389",
    "Transfer to adult social care (E7) before 16.",
    on="Episodes",
    reads="Header",
    fields="REC",
)
def adult_care_before_16(r: Context903) -> pl.Expr:
    # Without both dates nothing shows that the young person was old enough.
    shown = (_birthday(16) <= col("DEC")).fill_null(value=False)
    return (col("REC") == "E7") & ~shown


@rule(
    "407",
    "Special guardianship end reason (E45 to E48) after the 18th birthday.",
    on="Episodes Header",
    fields="DEC DOB REC",
)
def guardianship_after_18(r: Context903) -> pl.LazyFrame:
    late = is_in("REC", ("E45", "E46", "E47", "E48")) & (_birthday(18) < col("DEC"))
    return r.pairs("Episodes", "Header").filter(late)


@rule(
    "460",
    "End reason says the young person stayed with carers at 18 (E17) but they "
    "were under 18 when the episode ended.",
    on="Episodes",
    reads="Header",
    fields="DEC REC",
)
def stayed_put_before_18(r: Context903) -> pl.Expr:
    return (col("REC") == "E17") & (_birthday(18) > col("DEC"))


@rule(
    "234",
    "Reason for placement change is CUSTOD and the child was under 10 when the next episode began.",
    on="Episodes Header",
    fields="REASON_PLACE_CHANGE DOB",
    changed="2025-26",
    since="2025-26",
)
def custody_move_before_10(r: Context903) -> pl.LazyFrame:
    # The move is to where the next episode is: that began as this one ended.
    moved = pl.coalesce("next.DECOM", "DEC", "DECOM")
    young = _birthday(10) > moved
    return r.pairs("Episodes", "Header").filter(col("REASON_PLACE_CHANGE") == "CUSTOD", young)


@rule(
    "399",
    "Review date, participation code or mother flag given for a child all of "
    "whose episodes are respite (V3 or V4).",
    on="Episodes Header Reviews",
    fields="MOTHER LS REVIEW REVIEW_CODE",
)
def reviewed_in_short_breaks(r: Context903) -> pl.LazyFrame:
    # Short breaks carry no reviews, and a mother flag is not asked for.
    only = is_in("LS", ("V3", "V4")).all().over("CHILD") & col("CHILD").is_not_null()
    mothers = r.keys_of("Header", given("MOTHER"))
    reviewed = r.keys_of("Reviews", any_given("REVIEW", "REVIEW_CODE"))
    asked = same_child(pl.concat([mothers, reviewed]).unique())
    short = r.rows("Episodes").filter(only, asked)
    marked = (
        short,
        r.rows("Header").filter(given("MOTHER") | same_child(reviewed)),
        r.rows("Reviews").filter(any_given("REVIEW", "REVIEW_CODE") | same_child(mothers)),
    )
    theirs = (rows.join(short, on="CHILD", how="semi") for rows in marked)
    return pl.concat((rows.select(cs.ends_with(".row")) for rows in theirs), how="diagonal")
