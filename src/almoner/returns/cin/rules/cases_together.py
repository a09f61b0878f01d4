"""The cases of one child against each other: a child has one open case at a time."""

from __future__ import annotations

import polars as pl

from almoner.returns.cin.context import ContextCIN, both_of
from almoner.returns.cin.rules.book import rule
from almoner.returns.cin.words import blank, col, given, goes_on


def _open() -> pl.Expr:
    return blank("CINclosureDate") & goes_on()


@rule(
    "8815",
    "Child has more than one open case that goes on to further action.",
    on="CINdetails",
    fields="CINclosureDate ReferralNFA",
)
def open_twice(r: ContextCIN) -> pl.Expr:
    return given("LAchildID") & _open() & (_open().sum().over("LAchildID") > 1)


@rule(
    "8816",
    "Open case going on to further action is not the child's latest by referral date.",
    on="CINdetails",
    fields="CINreferralDate ReferralNFA",
)
def open_behind_a_later_one(r: ContextCIN) -> pl.Expr:
    # The later case is marked, too: one of the two is wrong. Of two open cases of one day neither
    # is the latest; with one of them closed or leading nowhere, the other may well stay open.
    latest = col("CINreferralDate").max().over("LAchildID")
    among_the_latest = (col("CINreferralDate") == latest).fill_null(value=False)
    behind = (_open() & (col("CINreferralDate") < latest)).fill_null(value=False)
    cause = among_the_latest & behind.any().over("LAchildID")
    tied = _open() & among_the_latest
    tied = tied & (tied.sum().over("LAchildID") > 1)
    return given("LAchildID") & (behind | cause | tied)


@rule(
    "8820",
    "Referral date of a case falls within another case of the child.",
    on="CINdetails",
    fields="CINreferralDate CINclosureDate",
)
def referred_within_another(r: ContextCIN) -> pl.LazyFrame:
    # On the day that the other closed, or on the reference date itself, it is not within.
    began, closed = col("other.CINreferralDate"), col("other.CINclosureDate")
    running = blank("other.CINclosureDate") & goes_on("other.")
    within = (col("CINreferralDate") < closed) | (running & (col("CINreferralDate") < r.end))
    pairs = r.others("CINdetails").filter(col("CINreferralDate") >= began, within)
    return both_of("CINdetails", pairs)
