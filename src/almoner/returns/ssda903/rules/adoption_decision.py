"""The decision that a child should be placed for adoption, and its reversal (PlacedAdoption)."""

from __future__ import annotations

import polars as pl

from almoner.returns.ssda903.context import Context903
from almoner.returns.ssda903.rules.adoption import ITEMS
from almoner.returns.ssda903.rules.book import rule
from almoner.returns.ssda903.rules.episode_items import ADOPTED, ADOPTION
from almoner.returns.ssda903.words import (
    FOLLOWS,
    any_blank,
    any_given,
    before,
    blank,
    col,
    differ,
    given,
    is_in,
    respite,
    same_child,
)

DECISION, REVERSAL = "PlacedAdoption.DATE_PLACED", "PlacedAdoption.DATE_PLACED_CEASED"
REASON = "PlacedAdoption.REASON_PLACED_CEASED"


def _first(episodes: pl.LazyFrame, *, latest: bool = False) -> pl.LazyFrame:
    """One episode a child: the first by start date (or the latest); the first row of equals."""
    names = ("CHILD", "DECOM", "DEC", "REC", "Episodes.row")
    dated = episodes.filter(col("DECOM").is_not_null(), col("CHILD").is_not_null()).select(*names)
    ordered = dated.sort("DECOM", "Episodes.row", descending=[latest, False])
    return ordered.unique("CHILD", keep="first", maintain_order=True)


@rule(
    "117",
    "Adoption decision or reversal date falls after the end of the collection "
    "year, or after the child's last episode ended with a final reason.",
    on="Episodes PlacedAdoption",
    fields="DATE_PLACED_CEASED DATE_PLACED DEC REC DECOM",
)
def decided_after_the_end(r: Context903) -> pl.LazyFrame:
    ended = _first(r.rows("Episodes").filter(col("REC").ne_missing("X1")), latest=True)
    late = pl.any_horizontal(
        (col(day) > limit).fill_null(value=False)
        for day in (DECISION, REVERSAL)
        for limit in (r.end, col("DEC"))
    )
    return ended.join(r.prefixed("PlacedAdoption"), on="CHILD").filter(late)


@rule(
    "118",
    "Date the adoption decision was reversed is before the collection year starts "
    "or before the child's first non-respite episode began.",
    on="Episodes PlacedAdoption",
    fields="DECOM LS",
)
def reversed_before_care(r: Context903) -> pl.LazyFrame:
    first = _first(r.rows("Episodes").filter(~respite()))
    early = (col(REVERSAL) < col("DECOM")) | (col(REVERSAL) < r.start)
    return first.join(r.prefixed("PlacedAdoption"), on="CHILD").filter(early)


@rule(
    "119",
    "Only one of the reversal date and the reversal reason is filled in.",
    on="PlacedAdoption",
    fields="REASON_PLACED_CEASED DATE_PLACED_CEASED",
)
def half_a_reversal(r: Context903) -> pl.Expr:
    return given("DATE_PLACED_CEASED") != given("REASON_PLACED_CEASED")


@rule(
    "184",
    "Adoption-decision date is before the child's date of birth.",
    on="PlacedAdoption",
    reads="Header",
    fields="DATE_PLACED DOB",
)
def decided_before_birth(r: Context903) -> pl.LazyFrame:
    pairs = r.pairs("PlacedAdoption", "Header", keep_left=True)
    # Where the birth is not known, nothing shows that the decision came after it.
    shown = (col("DATE_PLACED") >= col("Header.DOB")).fill_null(value=False)
    return pairs.filter(col("DATE_PLACED").is_not_null(), ~shown)


@rule(
    "522",
    "Adoption-decision date is after the date of its reversal.",
    on="PlacedAdoption",
    fields="DATE_PLACED DATE_PLACED_CEASED",
)
def reversed_before_decided(r: Context903) -> pl.Expr:
    return col("DATE_PLACED_CEASED") < col("DATE_PLACED")


@rule(
    "523",
    "Adoption-decision date differs from the should-be-placed date in AD1.",
    on="PlacedAdoption AD1",
    fields="DATE_PLACED DATE_INT",
)
def two_dates_of_decision(r: Context903) -> pl.LazyFrame:
    return r.pairs("PlacedAdoption", "AD1").filter(col("DATE_PLACED") != col("AD1.DATE_INT"))


@rule(
    "525",
    "Adoption decision was reversed yet AD1 items are filled in.",
    on="PlacedAdoption AD1",
    fields="DATE_PLACED_CEASED DATE_INT DATE_MATCH FOSTER_CARE NB_ADOPTR SEX_ADOPTR LS_ADOPTR",
)
def reversed_yet_adopted(r: Context903) -> pl.LazyFrame:
    items = any_given(*(f"AD1.{name}" for name in ITEMS))
    return r.pairs("PlacedAdoption", "AD1").filter(given("DATE_PLACED_CEASED"), items)


@rule(
    "551",
    "Child in an adoption placement (A3 to A6) has no adoption-decision date.",
    on="Episodes",
    reads="PlacedAdoption",
    fields="DATE_PLACED PLACE",
)
def placed_without_decision(r: Context903) -> pl.LazyFrame:
    pairs = r.pairs("Episodes", "PlacedAdoption", keep_left=True)
    return pairs.filter(is_in("PLACE", ADOPTION), blank(DECISION))


@rule(
    "552",
    "Adoption-decision date is after the start of the adoption placement.",
    on="PlacedAdoption Episodes",
    fields="DATE_PLACED DECOM",
)
def decided_after_first_placed(r: Context903) -> pl.LazyFrame:
    first = _first(r.rows("Episodes").filter(is_in("PLACE", ADOPTION)))
    latest = col("DATE_PLACED") == col("DATE_PLACED").max().over("CHILD")
    decisions = r.rows("PlacedAdoption").filter(col("CHILD").is_not_null(), latest)
    one = decisions.unique("CHILD", keep="first", maintain_order=True)
    pairs = one.select("CHILD", "DATE_PLACED", "PlacedAdoption.row").join(first, on="CHILD")
    return pairs.filter(col("DECOM") < col("DATE_PLACED"))


@rule(
    "553",
    "Child with a placement order (E1) has no adoption-decision row, or has an "
    "open E1 episode while the decision is shown as reversed.",
    on="Episodes PlacedAdoption",
    fields="CHILD DATE_PLACED DATE_PLACED_CEASED REASON_PLACED_CEASED",
)
def order_without_decision(r: Context903) -> dict[str, pl.Expr]:
    order = (col("LS") == "E1").fill_null(value=False)
    still = r.keys_of("Episodes", order, blank("DEC"))
    is_reversed = any_given("DATE_PLACED_CEASED", "REASON_PLACED_CEASED")
    return {
        "Episodes": order & ~same_child(r.keys_of("PlacedAdoption")),
        "PlacedAdoption": is_reversed & same_child(still),
    }


@rule(
    "554",
    "Adoption-decision date is after the start of the first E1 episode.",
    on="Episodes PlacedAdoption",
    fields="DATE_PLACED DECOM LS",
)
def decided_after_the_order(r: Context903) -> pl.LazyFrame:
    # The court makes a placement order because the agency has decided, not the other way round.
    first = _first(r.rows("Episodes").filter(col("LS") == "E1"))
    pairs = first.join(r.prefixed("PlacedAdoption"), on="CHILD")
    return pairs.filter(col(DECISION) > col("DECOM"))


@rule(
    "557",
    "Child with an adoption placement or placement order left care other than by "
    "adoption, and the reversal date or reason is missing.",
    on="Episodes PlacedAdoption",
    fields="DATE_PLACED_CEASED REASON_PLACED_CEASED PLACE LS REC",
    changed="2024-25",
)
def left_without_reversal(r: Context903) -> pl.LazyFrame:
    # Freeing orders (D1) were asked about until 2023-24.
    orders = ("E1",) if r.collection.year >= "2024-25" else ("D1", "E1")
    meant = is_in("PLACE", ADOPTION) | is_in("LS", orders)
    left = given("REC") & ~is_in("REC", (*ADOPTED, "X1"))
    return r.pairs("Episodes", "PlacedAdoption", keep_left=True).filter(
        meant, left, any_blank(REVERSAL, REASON)
    )


@rule(
    "558",
    "Child ended care by adoption but more than one reversal date is given and none is blank.",
    on="Episodes",
    reads="PlacedAdoption",
    fields="DATE_PLACED_CEASED REC",
)
def adopted_after_reversals(r: Context903) -> pl.LazyFrame:
    decided = (
        r.rows("PlacedAdoption")
        .group_by("CHILD")
        .agg(given("DATE_PLACED_CEASED").all().alias("all_reversed"), pl.len().alias("decisions"))
    )
    adopted = r.rows("Episodes").filter(is_in("REC", ADOPTED)).select("CHILD", "Episodes.row")
    return adopted.join(decided, on="CHILD").filter(col("all_reversed"), col("decisions") > 1)


@rule(
    "559",
    "Adoption decision dated before the year began but last year's return had no decision date.",
    on="PlacedAdoption",
    reads="PlacedAdoption_last",
    fields="DATE_PLACED",
)
def old_decision_new_to_us(r: Context903) -> pl.LazyFrame:
    pairs = r.pairs("PlacedAdoption", "PlacedAdoption_last", keep_left=True)
    unknown = col("PlacedAdoption_last.DATE_PLACED").is_null()
    return pairs.filter(col("DATE_PLACED") < r.start, unknown)


@rule(
    "560",
    "Adoption-decision date differs from last year's although last year's "
    "decision was not reversed.",
    on="PlacedAdoption",
    reads="PlacedAdoption_last",
    fields="DATE_PLACED DATE_PLACED_CEASED",
)
def decision_changed(r: Context903) -> pl.LazyFrame:
    stood = given("PlacedAdoption_last.DATE_PLACED") & blank(
        "PlacedAdoption_last.DATE_PLACED_CEASED"
    )
    changed = differ("DATE_PLACED", "PlacedAdoption_last.DATE_PLACED")
    # A new decision beside last year's, told again, is no change of that one.
    told_again = (~changed).any().over("PlacedAdoption_last.row")
    return r.pairs("PlacedAdoption", "PlacedAdoption_last").filter(stood, changed, ~told_again)


@rule(
    "561",
    "Adoption-decision date equals last year's although last year's decision was "
    "shown as reversed.",
    on="PlacedAdoption",
    reads="PlacedAdoption_last",
    fields="DATE_PLACED",
)
def reversed_decision_again(r: Context903) -> pl.LazyFrame:
    same = col("DATE_PLACED") == col("PlacedAdoption_last.DATE_PLACED")
    return r.pairs("PlacedAdoption", "PlacedAdoption_last").filter(same, _was_reversed())


@rule(
    "584",
    "Adoption decision this year is not later than last year's reversed decision.",
    on="PlacedAdoption",
    reads="PlacedAdoption_last",
    fields="DATE_PLACED",
)
def not_later_than_the_reversed(r: Context903) -> pl.LazyFrame:
    later = (col("DATE_PLACED") > col("PlacedAdoption_last.DATE_PLACED")).fill_null(
        col("DATE_PLACED").is_not_null()
    )
    return r.pairs("PlacedAdoption", "PlacedAdoption_last").filter(_was_reversed(), ~later)


def _was_reversed() -> pl.Expr:
    last = "PlacedAdoption_last."
    return any_given(f"{last}DATE_PLACED_CEASED", f"{last}REASON_PLACED_CEASED")


@rule(
    "563",
    "Reversal date or reason given without an adoption-decision date.",
    on="PlacedAdoption",
    fields="DATE_PLACED REASON_PLACED_CEASED DATE_PLACED_CEASED",
)
def reversal_of_nothing(r: Context903) -> pl.Expr:
    return given("REASON_PLACED_CEASED", "DATE_PLACED_CEASED") & blank("DATE_PLACED")


@rule(
    "579",
    "An adoption decision is dated while the previous one is open, or before the "
    "previous one was reversed.",
    on="PlacedAdoption",
    fields="DATE_PLACED DATE_PLACED_CEASED",
)
def decided_while_decided(r: Context903) -> pl.LazyFrame:
    reversed_on = before("DATE_PLACED_CEASED")
    was_open = before("DATE_PLACED_CEASED.raw").is_null()
    open_before = was_open | (col("DATE_PLACED") < reversed_on)
    ordered = r.rows("PlacedAdoption").filter(col("CHILD").is_not_null())
    return ordered.sort("CHILD", "DATE_PLACED", "PlacedAdoption.row", nulls_last=True).filter(
        FOLLOWS, open_before
    )


@rule(
    "583",
    "Several adoption decisions for a child and one other than the latest has no reversal date.",
    on="PlacedAdoption",
    fields="DATE_PLACED DATE_PLACED_CEASED",
)
def earlier_decision_open(r: Context903) -> pl.LazyFrame:
    latest = r.rows("PlacedAdoption").sort(
        "DATE_PLACED",
        given("DATE_PLACED_CEASED"),
        "PlacedAdoption.row",
        descending=[True, False, False],
        nulls_last=True,
    )
    others = pl.int_range(pl.len()).over("CHILD") > 0
    return latest.filter(others & blank("DATE_PLACED_CEASED") & col("CHILD").is_not_null())


@rule(
    "1003",
    "Adoption-decision date earlier than the start of the first episode whose "
    "reason is S (started to be looked after).",
    on="Episodes PlacedAdoption",
    fields="DATE_PLACED DECOM RNE",
)
def decided_before_care(r: Context903) -> pl.LazyFrame:
    first = _first(r.rows("Episodes").filter(col("RNE") == "S"))
    pairs = first.join(r.prefixed("PlacedAdoption"), on="CHILD")
    return pairs.filter(col(DECISION) < col("DECOM"))
