"""A child's episodes one after another: ends that meet starts, reasons that fit.

`prev.X` and `next.X` are the child's episodes before and after, in order of start.
"""

from __future__ import annotations

import polars as pl

from almoner.returns.ssda903.context import Context903
from almoner.returns.ssda903.fields import CODES
from almoner.returns.ssda903.rules.book import rule
from almoner.returns.ssda903.rules.episode_items import ADOPTED, ADOPTION, FOSTERING, TEMPORARY
from almoner.returns.ssda903.words import (
    any_blank,
    any_given,
    blank,
    col,
    differ,
    end_or,
    is_in,
    same_child,
)

HAS_PREVIOUS = col("prev.Episodes.row").is_not_null()
HAS_NEXT = col("next.Episodes.row").is_not_null()
FINAL = tuple(code for code in CODES["REC"] if code != "X1")
CONTINUES = ("P", "L", "T", "U", "B")
HOME = ("PLACE", "PL_POST", "URN", "PLACE_PROVIDER")
HOME_CHANGED = pl.any_horizontal(differ(name, f"prev.{name}") for name in HOME)
STATUS_SAME = col("LS").eq_missing(col("prev.LS"))


@rule(
    "142",
    "An earlier episode of the same child has no end date or end reason although "
    "a later episode exists.",
    on="Episodes",
    fields="DEC REC",
)
def earlier_episode_open(r: Context903) -> pl.Expr:
    return HAS_NEXT & any_blank("DEC", "REC")


@rule(
    "199",
    "Episode that follows an earlier episode, this or last year, ended by "
    "adoption (REC E11 or E12).",
    on="Episodes",
    fields="CHILD",
)
def after_adoption(r: Context903) -> pl.LazyFrame:
    # An adopted child is a child of the family: what comes later belongs to another record. An
    # episode that stands in both years' returns does not follow itself.
    adopted = is_in("REC", ADOPTED)
    tables = [table for table in ("Episodes", "Episodes_last") if r.has(table)]
    children = pl.concat([r.keys_of(table, adopted) for table in tables])
    known = same_child(children) & col("DECOM").is_not_null()
    rows = {"Episodes": col("Episodes.row"), "Episodes_last": pl.lit(None, dtype=pl.UInt32)}
    both = [
        r.rows(table)
        .filter(known)
        .select(
            "CHILD", "DECOM", "REC", rows[table].alias("Episodes.row"), pl.lit(at).alias("year")
        )
        for at, table in enumerate(tables)
    ]
    so_far = adopted.cast(pl.Int32).cum_sum().over("CHILD")
    ordered = pl.concat(both).sort("DECOM", "year", "Episodes.row")
    return ordered.filter(so_far > adopted.cast(pl.Int32))


@rule(
    "225",
    "Reason for placement change missing where the next episode starts because of "
    "a placement change (P, T or U, end reason X1).",
    on="Episodes",
    fields="REASON_PLACE_CHANGE",
)
def move_without_reason(r: Context903) -> pl.Expr:
    moves = HAS_NEXT & (col("REC") == "X1") & is_in("next.RNE", ("P", "B", "T", "U"))
    lasting = ~is_in("PLACE", TEMPORARY) & ~is_in("next.PLACE", TEMPORARY)
    return moves & blank("REASON_PLACE_CHANGE") & lasting


@rule(
    "226",
    "Reason for placement change given on, or on the episode just before, a "
    "temporary placement (T0 to T4).",
    on="Episodes",
    fields="REASON_PLACE_CHANGE PLACE",
    changed="2025-26",
)
def reason_for_a_temporary_move(r: Context903) -> pl.Expr:
    explained = any_given("REASON_PLACE_CHANGE", "prev.REASON_PLACE_CHANGE")
    return is_in("PLACE", TEMPORARY) & explained


@rule(
    "336",
    "Placed for adoption with the foster carer (A3 or A5) where the placement "
    "just before was neither fostering (U1 to U6) nor adoption (A3 to A6).",
    on="Episodes",
    fields="PLACE",
)
def adoption_by_a_carer_not_known(r: Context903) -> pl.Expr:
    fits = is_in("prev.PLACE", (*FOSTERING, *ADOPTION))
    return is_in("PLACE", ("A3", "A5")) & HAS_PREVIOUS & ~fits


@rule(
    "357",
    "First-ever episode on record for a child is not coded S; tested on children "
    "whose first episode is in the year.",
    on="Episodes",
    fields="RNE",
)
def first_is_not_a_start(r: Context903) -> pl.Expr:
    return col("is_first") & (col("DECOM") >= r.start) & col("RNE").ne_missing("S")


@rule(
    "383",
    "Episode after a temporary placement is not a return (reason P) to the same "
    "placement type and postcode as before it.",
    on="Episodes",
    fields="PLACE RNE PL_POST",
    changed="2025-26",
)
def no_return_from_temporary(r: Context903) -> pl.LazyFrame:
    before = r.rows("Episodes").select(
        col("Episodes.row").alias("prev.Episodes.row"),
        "prev.PLACE",
        "prev.PL_POST",
        HAS_PREVIOUS.alias("known"),
    )
    names = ("Episodes.row", "prev.Episodes.row", "RNE", "PLACE", "PL_POST")
    back = is_in("prev.PLACE", TEMPORARY)
    here = r.rows("Episodes").filter(back).select(*names)
    same = (col("PLACE") == col("prev.PLACE")) & (col("PL_POST") == col("prev.PL_POST"))
    returned = ((col("RNE") == "P") & same).fill_null(value=False)
    return here.join(before, on="prev.Episodes.row").filter(col("known"), ~returned)


@rule(
    "388",
    "End reason says a new episode begins (X1) but none starts that day, or a "
    "final reason is given and a new one does start that day.",
    on="Episodes",
    fields="REC",
)
def end_reason_does_not_fit(r: Context903) -> pl.Expr:
    goes_on, follows = col("REC") == "X1", col("next.DECOM") == col("DEC")
    no_next = col("is_last") & goes_on
    gap = HAS_NEXT & goes_on & ~follows
    overlap = HAS_NEXT & ~goes_on & follows
    return col("DEC").is_not_null() & (no_next | gap | overlap)


@rule(
    "431",
    "Episode coded S (started to be looked after) begins on the day the child's "
    "previous episode ended.",
    on="Episodes",
    fields="RNE DECOM",
)
def starts_again_without_a_break(r: Context903) -> pl.Expr:
    return (col("RNE") == "S") & (col("DECOM") <= col("prev.DEC"))


@rule(
    "432",
    "Previous episode ended with a final reason, so the next should be S, but its "
    "reason is P, L, T, U or B.",
    on="Episodes",
    fields="RNE",
)
def goes_on_after_the_end(r: Context903) -> pl.Expr:
    return is_in("prev.REC", FINAL) & col("RNE").ne_missing("S")


@rule(
    "433",
    "Continuation reason (P, L, T, U or B) but the episode does not start on the "
    "day the previous one ended.",
    on="Episodes",
    fields="RNE DECOM",
)
def goes_on_after_a_gap(r: Context903) -> pl.Expr:
    meets = (col("prev.DEC") == col("DECOM")).fill_null(value=False)
    return HAS_PREVIOUS & is_in("RNE", CONTINUES) & ~meets


@rule(
    "434",
    "Reason L (legal status change only) but the legal status is the same as "
    "before, or placement type, postcode, URN or provider changed.",
    on="Episodes",
    fields="RNE LS PLACE PL_POST URN PLACE_PROVIDER",
)
def status_only_change(r: Context903) -> pl.Expr:
    status_same = (col("LS") == col("prev.LS")).fill_null(value=False)
    return HAS_PREVIOUS & (col("RNE") == "L") & (status_same | HOME_CHANGED)


@rule(
    "435",
    "Reason P (placement change only) but the legal status changed, or none of "
    "placement type, postcode, URN and provider changed.",
    on="Episodes",
    fields="LS PLACE PL_POST URN PLACE_PROVIDER",
)
def placement_only_change(r: Context903) -> pl.Expr:
    # Blank is not the same home as blank here: two unknown postcodes may well be two places.
    home_same = pl.all_horizontal(
        (col(name) == col(f"prev.{name}")).fill_null(value=False) for name in HOME
    )
    return HAS_PREVIOUS & is_in("RNE", ("P", "T")) & (differ("LS", "prev.LS") | home_same)


@rule(
    "436",
    "Reason B or U (both changed) but the legal status is unchanged, or none of "
    "placement type, postcode, URN and provider changed.",
    on="Episodes",
    fields="RNE LS PLACE PL_POST URN PLACE_PROVIDER",
)
def both_change(r: Context903) -> pl.Expr:
    return HAS_PREVIOUS & is_in("RNE", ("B", "U")) & (STATUS_SAME | ~HOME_CHANGED)


@rule(
    "437",
    "Child died (E2) or aged out (E15) at the end of an episode yet has a later episode.",
    on="Episodes",
    fields="REC",
)
def episode_after_the_last(r: Context903) -> pl.Expr:
    return is_in("REC", ("E2", "E15")) & HAS_NEXT


@rule(
    "501",
    "Episode starts before the child's previous episode ended.",
    on="Episodes",
    fields="DECOM DEC",
)
def starts_before_the_previous_ended(r: Context903) -> pl.Expr:
    return col("DECOM") < col("prev.DEC")


@rule(
    "504",
    "Category of need changes between two episodes that join (X1, same day) "
    "within one period of care.",
    on="Episodes",
    fields="CIN",
)
def need_changes(r: Context903) -> pl.Expr:
    # The need is why the child came into care: it stays for the whole period of care.
    joins = (col("prev.REC") == "X1") & (col("prev.DEC") == col("DECOM"))
    return joins & differ("CIN", "prev.CIN")


def _joined_up_longer_than(r: Context903, status: str, days: int) -> pl.LazyFrame:
    """Episodes of a legal status in spells that join up and last more than so many days."""
    known = col("CHILD").is_not_null() & col("DECOM").is_not_null()
    ended = end_or("DEC", r.end)
    so_far = ended.cum_max().shift(1).over("CHILD")
    new = (col("DECOM") > so_far).fill_null(value=True)
    spell = ["CHILD", "spell"]
    lasted = (ended.max() - col("DECOM").min()).dt.total_days()
    return (
        r.rows("Episodes")
        .filter(known, col("LS") == status)
        .sort("CHILD", "DECOM", "DEC", "Episodes.row", nulls_last=True)
        .with_columns(new.cum_sum().over("CHILD").alias("spell"))
        .filter(lasted.over(spell) > days)
    )


@rule(
    "361",
    "Police protection (L1) in spells that join up lasts longer than 3 days.",
    on="Episodes",
    fields="DECOM LS DEC",
)
def long_police_protection(r: Context903) -> pl.LazyFrame:
    # L1 is the code for police protection (72 hours at most), L2 that for an emergency order.
    return _joined_up_longer_than(r, "L1", 3)


@rule(
    "362",
    "Emergency protection order (L2) in spells that join up lasts longer than 21 days.",
    on="Episodes",
    fields="DECOM LS DEC",
)
def long_emergency_protection(r: Context903) -> pl.LazyFrame:
    return _joined_up_longer_than(r, "L2", 21)


@rule(
    "363",
    "Child assessment order (L3) in spells that join up lasts longer than 7 days.",
    on="Episodes",
    fields="LS DECOM DEC",
)
def long_assessment_order(r: Context903) -> pl.LazyFrame:
    return _joined_up_longer_than(r, "L3", 7)


@rule(
    "364",
    "Remand or police detention (J2) in spells that join up lasts longer than 21 days.",
    on="Episodes",
    fields="LS DECOM DEC",
)
def long_remand(r: Context903) -> pl.LazyFrame:
    return _joined_up_longer_than(r, "J2", 21)
