"""Care leavers (OC3): who should be in the list, and answers that fit together."""

from __future__ import annotations

import polars as pl

from almoner.returns.ssda903.context import Context903
from almoner.returns.ssda903.rules.adoption import LEAVER
from almoner.returns.ssda903.rules.book import rule
from almoner.returns.ssda903.rules.episode_items import ADOPTED
from almoner.returns.ssda903.words import (
    any_blank,
    any_given,
    blank,
    col,
    is_in,
    respite,
    same_child,
    years_after,
)

# A qualifying spell: 13 weeks from the fourteenth birthday, some of it after the sixteenth.
QUALIFYING_DAYS = 91


@rule(
    "153",
    "Some, but not all, of the three care-leaver items are filled in.",
    on="OC3",
    fields="IN_TOUCH ACTIV ACCOM",
)
def leaver_items_incomplete(r: Context903) -> pl.Expr:
    return any_given(*LEAVER) & any_blank(*LEAVER)


@rule(
    "344",
    "In-touch answer is DIED or RHOM but activity or accommodation is filled in.",
    on="OC3",
    fields="IN_TOUCH ACTIV ACCOM",
)
def gone_yet_answered(r: Context903) -> pl.Expr:
    answered = col("ACTIV").ne_missing("0") | col("ACCOM").ne_missing("0")
    return is_in("IN_TOUCH", ("DIED", "RHOM")) & answered


@rule(
    "345",
    "In-touch answer is YES but activity or accommodation is 0.",
    on="OC3",
    fields="IN_TOUCH ACTIV ACCOM",
)
def in_touch_yet_unknown(r: Context903) -> pl.Expr:
    return (col("IN_TOUCH") == "YES") & ((col("ACTIV") == "0") | (col("ACCOM") == "0"))


@rule(
    "347",
    "Care leaver accommodated in a foyer (T1 or T2) while under 18 at the start of the year.",
    on="OC3",
    fields="PLACE DEC URN",
    changed="2023-24",
    since="2023-24",
)
def in_a_foyer_under_18(r: Context903) -> pl.Expr:
    # T is followed by 1 or 2 (suitable or not); either is meant.
    young = years_after("DOB", 18) > r.start
    return col("ACCOM").str.starts_with("T") & young


@rule(
    "348",
    "Care leaver reported as died last year is reported otherwise this year.",
    on="OC3",
    reads="OC3_last",
    fields="IN_TOUCH",
    changed="2025-26",
    since="2025-26",
)
def alive_again(r: Context903) -> pl.LazyFrame:
    pairs = r.pairs("OC3", "OC3_last")
    return pairs.filter(col("OC3_last.IN_TOUCH") == "DIED", col("IN_TOUCH").ne_missing("DIED"))


@rule(
    "391",
    "Care-leaver answers given for a person under 17 at year end.",
    on="OC3",
    fields="DOB IN_TOUCH ACTIV ACCOM",
)
def leaver_under_17(r: Context903) -> pl.Expr:
    return any_given(*LEAVER) & (years_after("DOB", 17) > r.end)


@rule(
    "3001",
    "Care-leaver accommodation is with former foster carers (Z1 or Z2) for a "
    "person who turns 17 in the year.",
    on="OC3",
    reads="Header",
    fields="REC",
)
def with_former_carers_at_17(r: Context903) -> pl.Expr:
    # Staying put begins at 18: until then the young person is still fostered there.
    turns_17 = years_after("Header.DOB", 17).is_between(r.start, r.end)
    return is_in("ACCOM", ("Z1", "Z2")) & turns_17


@rule(
    "1000",
    "Care-leaver answers given (OC3 row present) although the child's last known "
    "episode, this year or last, ended because the child died (REC E2).",
    on="OC3",
    reads="Episodes",
    fields="IN_TOUCH ACTIV ACCOM",
)
def leaver_who_died(r: Context903) -> pl.Expr:
    died = col("REC") == "E2"
    found = same_child(r.keys_of("Episodes", died))
    if r.has("Episodes_last"):
        found = found | same_child(r.keys_of("Episodes_last", died))
    return found


@rule(
    "1001",
    "Care-leaver answers given although the episodes on record do not add up to a "
    "qualifying spell in care (not 13 weeks from age 14 including time after 16), "
    "so the person is neither a relevant nor a former relevant child; children "
    "aged 20 or over at year end are left out.",
    on="OC3",
    reads="Episodes Episodes_last Header",
    fields="IN_TOUCH ACTIV ACCOM",
)
def leaver_who_does_not_qualify(r: Context903) -> pl.LazyFrame:
    # Those known to be 20 or over are left out: their care ended before the two years looked at.
    older = years_after("Header.DOB", 20) <= r.end
    leavers = r.pairs("OC3", "Header", keep_left=True).filter(~older.fill_null(value=False))
    # A child has one date of birth; where many were given, the first few are tried.
    born = leavers.select("CHILD", "Header.DOB").unique(maintain_order=True)
    born = born.filter(pl.int_range(pl.len()).over("CHILD") < 10)
    episodes = _all_episodes(r).join(born, on="CHILD")
    days = {
        age: (col("DEC") - pl.max_horizontal("DECOM", years_after("Header.DOB", age)))
        for age in (14, 16)
    }
    care = (
        episodes.filter(~respite())
        .group_by("CHILD")
        .agg(d.dt.total_days().clip(0).sum().alias(f"from_{age}") for age, d in days.items())
    )
    adopted = episodes.filter(col("is_latest"), is_in("REC", ADOPTED)).select(
        "CHILD", pl.lit(value=True).alias("adopted")
    )
    qualifies = (col("from_14") >= QUALIFYING_DAYS) & (col("from_16") >= 1)
    return (
        leavers.join(care, on="CHILD", how="left")
        .join(adopted, on="CHILD", how="left")
        .filter(~qualifies.fill_null(value=False) | col("adopted").is_not_null())
    )


def _all_episodes(r: Context903) -> pl.LazyFrame:
    """Leavers' episodes of both years, one for each start: the one that ended first.

    The latest, where it is open, counts to the end of the year.
    """
    names = ("CHILD", "DECOM", "DEC", "REC", "LS")
    leaver = same_child(r.keys_of("OC3")) & col("DECOM").is_not_null()
    both = [r.rows(table).filter(leaver).select(*names) for table in ("Episodes", "Episodes_last")]
    ordered = pl.concat(both).sort("DEC", nulls_last=True, maintain_order=True)
    one = ordered.unique(["CHILD", "DECOM"], keep="first", maintain_order=True)
    latest = (col("DECOM") == col("DECOM").max().over("CHILD")).alias("is_latest")
    end = pl.when(col("DEC").is_null() & col("is_latest")).then(r.end).otherwise(col("DEC"))
    return one.with_columns(latest).with_columns(end.alias("DEC"))


@rule(
    "1002",
    "Care-leaver answers given for a person with no episode of care on record in "
    "this or last year's data.",
    on="OC3",
    reads="Episodes Episodes_last",
    fields="IN_TOUCH ACTIV ACCOM",
)
def leaver_never_in_care(r: Context903) -> pl.Expr:
    return ~same_child(r.keys_of("Episodes")) & ~same_child(r.keys_of("Episodes_last"))


@rule(
    "1007",
    "Care-leaver answers given for a person aged 17 or 18 at year end who is "
    "still looked after (an episode is open).",
    on="OC3",
    reads="Episodes",
    fields="IN_TOUCH ACTIV ACCOM",
)
def leaver_still_in_care(r: Context903) -> pl.LazyFrame:
    # In care on the last birthday before the year's end, and the episode went on after it.
    birthday = pl.coalesce(
        pl.when(years_after("DOB", age) <= r.end).then(years_after("DOB", age)) for age in (18, 17)
    )
    of_age = (years_after("DOB", 17) <= r.end) & (years_after("DOB", 19) > r.end)
    went_on = (col("Episodes.DEC") > birthday) | blank("Episodes.DEC")
    on_birthday = (col("Episodes.DECOM") <= birthday) & went_on
    return r.pairs("OC3", "Episodes").filter(of_age, on_birthday, any_given(*LEAVER))


@rule(
    "1010",
    "Care-leaver answers given, last year's data ended with an open episode for "
    "the child, and no episode is loaded this year.",
    on="OC3",
    reads="Episodes Episodes_last",
    fields="IN_TOUCH ACTIV ACCOM",
)
def leaver_lost_from_care(r: Context903) -> pl.Expr:
    was_open = r.keys_of("Episodes_last", col("is_last"), blank("DEC"))
    return ~same_child(r.keys_of("Episodes")) & same_child(was_open)


@rule(
    "1011",
    "Care-leaver answers given although the last episode ended by transfer to "
    "another authority (REC E3).",
    on="OC3",
    reads="Episodes",
    fields="IN_TOUCH ACTIV ACCOM",
)
def leaver_of_another_authority(r: Context903) -> pl.Expr:
    moved = r.keys_of("Episodes", col("is_last"), col("REC") == "E3")
    return any_given(*LEAVER) & same_child(moved)


@rule(
    "1014",
    "Child has a UASC row and care-leaver answers but no episode overlapping the year.",
    on="UASC OC3",
    reads="Episodes",
    fields="ACTIV ACCOM IN_TOUCH DUC",
)
def leaver_uasc_without_care(r: Context903) -> pl.LazyFrame:
    overlaps = (col("DECOM") <= r.end) & ((col("DEC") >= r.start) | blank("DEC"))
    care = r.rows("Episodes").group_by("CHILD").agg(overlaps.any().alias("in_year"))
    in_year = care.filter("in_year")
    answered = any_given(*(f"OC3.{name}" for name in LEAVER))
    return r.pairs("UASC", "OC3").join(in_year, on="CHILD", how="anti").filter(answered)


@rule(
    "1016",
    "Care-leaver answers given for a person aged 17 or 18 at year end whose "
    "episode ended after the birthday in the year.",
    on="OC3",
    reads="Episodes",
    fields="IN_TOUCH ACTIV ACCOM",
    changed="2023-24",
    since="2023-24",
)
def leaver_who_left_after_the_birthday(r: Context903) -> pl.LazyFrame:
    # Information is due for the birthday; who was in care on it is not a leaver for it.
    late = pl.any_horizontal(
        (years_after("DOB", age) <= r.end)
        & (years_after("DOB", age + 1) > r.end)
        & (col("Episodes.DEC") >= years_after("DOB", age))
        for age in (17, 18)
    )
    return r.pairs("OC3", "Episodes").filter(late, any_given(*LEAVER))
