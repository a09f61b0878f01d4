"""An episode by itself: its dates, and what goes with what."""

from __future__ import annotations

import datetime as dt

import polars as pl

from almoner.returns.ssda903.context import Context903
from almoner.returns.ssda903.rules.book import rule
from almoner.returns.ssda903.words import (
    any_given,
    blank,
    col,
    days_after,
    end_or,
    given,
    is_in,
    respite,
)

TEMPORARY = ("T0", "T1", "T2", "T3", "T4")
FOSTERING = ("U1", "U2", "U3", "U4", "U5", "U6")
ADOPTION = ("A3", "A4", "A5", "A6")
ADOPTED = ("E11", "E12")


@rule(
    "148",
    "Only one of episode end date and end reason is filled in.",
    on="Episodes",
    fields="DEC REC",
)
def half_an_end(r: Context903) -> pl.Expr:
    return given("DEC") != given("REC")


@rule(
    "353",
    "Episode starts before 14 October 1991.",
    on="Episodes",
    fields="DECOM",
)
def before_the_act(r: Context903) -> pl.Expr:
    # The Children Act 1989 came into force on that day.
    return col("DECOM") < pl.lit(dt.date(1991, 10, 14))


@rule(
    "354",
    "Episode starts after the end of the collection year.",
    on="Episodes",
    fields="DECOM",
)
def starts_after_the_year(r: Context903) -> pl.Expr:
    return col("DECOM") > r.end


@rule(
    "355",
    "Episode starts and ends on the same day.",
    on="Episodes",
    fields="DECOM DEC",
)
def starts_and_ends_the_same_day(r: Context903) -> pl.Expr:
    return col("DECOM") == col("DEC")


@rule(
    "356",
    "Episode ends before it starts.",
    on="Episodes",
    fields="DECOM",
)
def ends_before_it_starts(r: Context903) -> pl.Expr:
    return col("DEC") < col("DECOM")


@rule(
    "385",
    "Episode ends after the end of the collection year.",
    on="Episodes",
    fields="DEC",
)
def ends_after_the_year(r: Context903) -> pl.Expr:
    return col("DEC") > r.end


@rule(
    "446",
    "Legal status E1 on an episode that starts before 1 December 2005.",
    on="Episodes",
    fields="LS DECOM",
)
def placement_order_before_there_were_any(r: Context903) -> pl.Expr:
    return (col("LS") == "E1") & (col("DECOM") < pl.lit(dt.date(2005, 12, 1)))


@rule(
    "366",
    "Change of placement within a respite break (V3 with a reason other than S).",
    on="Episodes",
    fields="RNE",
)
def change_within_a_short_break(r: Context903) -> pl.Expr:
    return (col("LS") == "V3") & col("RNE").ne_missing("S")


@rule(
    "378",
    "Placed with parents (P1) while on a single Section 20 period (V2).",
    on="Episodes",
    fields="PLACE LS",
)
def with_parents_by_agreement(r: Context903) -> pl.Expr:
    # A child accommodated by agreement who lives with the parents is not accommodated.
    return (col("PLACE") == "P1") & (col("LS") == "V2")


@rule(
    "380",
    "Temporary placement (T0 to T4) on an episode whose reason is neither P nor "
    "B: not a placement change.",
    on="Episodes",
    fields="PLACE RNE",
)
def temporary_without_a_move(r: Context903) -> pl.Expr:
    return is_in("PLACE", TEMPORARY) & ~is_in("RNE", ("P", "B"))


@rule(
    "381",
    "Temporary placement on an episode that ends the period of care (end reason other than X1).",
    on="Episodes",
    fields="PLACE REC",
)
def care_ends_in_temporary(r: Context903) -> pl.Expr:
    return is_in("PLACE", TEMPORARY) & given("REC") & (col("REC") != "X1")


@rule(
    "382",
    "Temporary placement with a respite legal status (V3 or V4).",
    on="Episodes",
    fields="LS PLACE",
)
def temporary_in_short_breaks(r: Context903) -> pl.Expr:
    return respite() & is_in("PLACE", TEMPORARY)


@rule(
    "384",
    "Respite legal status with a long-term fostering placement (U1 or U4).",
    on="Episodes",
    fields="PLACE LS",
)
def long_term_fostering_in_short_breaks(r: Context903) -> pl.Expr:
    return respite() & is_in("PLACE", ("U1", "U4"))


@rule(
    "390",
    "Adoption end reason with a last placement that is not an adoption placement (A3 to A6).",
    on="Episodes",
    fields="PLACE REC",
)
def adopted_from_elsewhere(r: Context903) -> pl.Expr:
    return is_in("REC", ADOPTED) & ~is_in("PLACE", ADOPTION)


@rule(
    "398",
    "Home or placement postcode given for a respite (V3 or V4) episode.",
    on="Episodes",
    fields="LS HOME_POST PL_POST",
)
def postcode_in_short_breaks(r: Context903) -> pl.Expr:
    return respite() & any_given("HOME_POST", "PL_POST")


@rule(
    "408",
    "Placed for adoption with a placement order (A5 or A6) on an episode whose "
    "legal status is not E1.",
    on="Episodes",
    fields="PLACE LS",
)
def placed_under_an_order_not_recorded(r: Context903) -> pl.Expr:
    return is_in("PLACE", ("A5", "A6")) & col("LS").ne_missing("E1")


@rule(
    "426",
    "The same child has both V3 and V4 episodes in the year.",
    on="Episodes",
    fields="LS",
)
def two_kinds_of_short_break(r: Context903) -> pl.Expr:
    v3, v4 = (col("LS") == "V3").fill_null(value=False), (col("LS") == "V4").fill_null(value=False)
    both = v3.any().over("CHILD") & v4.any().over("CHILD")
    return col("CHILD").is_not_null() & respite() & both


@rule(
    "516",
    "End reason E45 or E46 on an episode not in a fostering placement (U1 to U6).",
    on="Episodes",
    fields="REC PLACE",
)
def guardianship_of_carers_elsewhere(r: Context903) -> pl.Expr:
    return is_in("REC", ("E45", "E46")) & ~is_in("PLACE", FOSTERING)


@rule(
    "217",
    "Placed for adoption with the current foster carer (A3 or A5, from April 2015 "
    "on) with a reason for new episode other than S, T or U.",
    on="Episodes",
    fields="PLACE DECOM RNE",
)
def adoption_by_carer_without_change(r: Context903) -> pl.Expr:
    carer_adopts = is_in("PLACE", ("A3", "A5")) & (col("DECOM") >= pl.lit(dt.date(2015, 4, 1)))
    return carer_adopts & ~is_in("RNE", ("S", "T", "U"))


@rule(
    "233",
    "Reason for placement change given on an episode that has not ended.",
    on="Episodes",
    fields="REASON_PLACE_CHANGE",
    changed="2025-26",
    since="2025-26",
)
def reason_for_change_while_open(r: Context903) -> pl.Expr:
    return given("REASON_PLACE_CHANGE") & blank("DEC")


@rule(
    "377",
    "More than two holiday temporary placements (T3) in the year.",
    on="Episodes",
    fields="PLACE",
)
def many_holidays(r: Context903) -> pl.Expr:
    holiday = (col("PLACE") == "T3").fill_null(value=False)
    return col("CHILD").is_not_null() & holiday & (holiday.sum().over("CHILD") > 2)


@rule(
    "365",
    "Single respite (V3) break longer than 17 days.",
    on="Episodes",
    fields="LS DECOM DEC",
)
def long_short_break(r: Context903) -> pl.Expr:
    return (col("LS") == "V3") & (end_or("DEC", r.end) > days_after("DECOM", 17))


@rule(
    "367",
    "More than 75 days of respite (V3) in the collection year.",
    on="Episodes",
    fields="LS DECOM DEC",
)
def many_days_of_short_breaks(r: Context903) -> pl.Expr:
    first = pl.max_horizontal(col("DECOM"), r.start)
    end = end_or("DEC", r.end)
    last = pl.when(end > r.end).then(r.end).otherwise(end)
    counted = (col("LS") == "V3") & col("DECOM").is_not_null() & col("CHILD").is_not_null()
    days = pl.when(counted & (last > first)).then((last - first).dt.total_days())
    return days.is_not_null() & (days.sum().over("CHILD") > 75)


def _longer_than(place: str, days: int) -> pl.Expr:
    """A placement of this kind that has ended and lasted more than so many days."""
    return (col("PLACE") == place) & (col("DEC") > days_after("DECOM", days))


@rule(
    "375",
    "Temporary hospital placement (T1) longer than 42 days.",
    on="Episodes",
    fields="DECOM PLACE",
)
def long_hospital_stay(r: Context903) -> pl.Expr:
    return _longer_than("T1", 42)


@rule(
    "376",
    "Temporary placement during carers' holiday (T3) longer than 21 days.",
    on="Episodes",
    fields="DECOM PLACE",
)
def long_holiday(r: Context903) -> pl.Expr:
    return _longer_than("T3", 21)


@rule(
    "379",
    "Unspecified temporary placement (T4) longer than 7 days.",
    on="Episodes",
    fields="DECOM PLACE",
)
def long_temporary_stay(r: Context903) -> pl.Expr:
    return _longer_than("T4", 7)
