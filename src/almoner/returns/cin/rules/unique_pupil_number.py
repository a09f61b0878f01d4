"""The unique pupil number: by it a child in need is found again in school, so it must be right."""

from __future__ import annotations

import polars as pl

from almoner.returns.cin.context import ContextCIN
from almoner.returns.cin.rules.book import rule
from almoner.returns.cin.words import blank, col, given, goes_on, is_in, is_true

LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
# Authority numbers that a school has issued since April 1998, and those of other issuers.
ISSUERS = (
    (1, 5), (201, 213), (301, 320), (330, 336), (340, 344), (350, 359), (370, 373), (380, 384),
    (390, 394), (420, 420), (660, 681), (701, 708), (800, 803), (805, 808), (810, 813),
    (815, 816), (820, 823), (825, 826), (830, 831), (835, 841), (845, 846), (850, 852),
    (855, 857), (860, 861), (865, 896), (908, 909), (916, 916), (919, 919), (921, 921),
    (925, 926), (928, 929), (931, 931), (933, 933), (935, 938), (940, 943),
)  # fmt: skip
NUMBERS = tuple(f"{n:03d}" for first, last in ISSUERS for n in range(first, last + 1))
NEW_NUMBERS = ("942", "943")
FULL_LENGTH = 13


def _of_full_length() -> pl.Expr:
    return col("UPN").str.len_chars() == FULL_LENGTH


@rule("1510", "Check letter of the UPN is wrong.", on="ChildIdentifiers", fields="UPN")
def check_letter_wrong(r: ContextCIN) -> pl.Expr:
    # A temporary number ends in a letter; what that letter counts for is not in the rule.
    digits = [col("UPN").str.slice(at, 1).cast(pl.Int64, strict=False) for at in range(1, 13)]
    total = pl.sum_horizontal(
        digit * weight for weight, digit in enumerate(digits, start=2)
    )  # fmt: skip
    letter = (total % len(LETTERS)).replace_strict(
        dict(enumerate(LETTERS)), default=None, return_dtype=pl.String
    )
    countable = col("UPN").str.contains(r"^.[0-9]{12}$")
    return countable & (col("UPN").str.slice(0, 1) != letter)


@rule(
    "1520",
    "The same UPN is given more than once.",
    on="ChildIdentifiers",
    fields="UPN",
    whole=True,
)
def shared_number(r: ContextCIN) -> pl.Expr:
    return given("UPN") & (pl.len().over("UPN") > 1)


@rule(
    "1530",
    "Characters 2 to 4 of the UPN are not a recognised authority number.",
    on="ChildIdentifiers",
    fields="UPN",
    changed="2023-24",
)
def unknown_issuer(r: ContextCIN) -> pl.Expr:
    # Cumberland, Westmorland and Furness began in April 2023.
    new = NEW_NUMBERS if r.collection.year < "2023-24" else ()
    numbers = [number for number in NUMBERS if number not in new]
    return _of_full_length() & ~col("UPN").str.slice(1, 3).is_in(numbers)


@rule(
    "1540",
    "Characters 5 to 12 of the UPN are not all digits.",
    on="ChildIdentifiers",
    fields="UPN",
)
def letters_among_digits(r: ContextCIN) -> pl.Expr:
    # One that is too short lacks some of these digits; no other rule would say so.
    return ~col("UPN").str.slice(4, 8).str.contains("^[0-9]{8}$")


@rule(
    "1550",
    "Character 13 of the UPN is not a digit or a letter that may stand there.",
    on="ChildIdentifiers",
    fields="UPN",
)
def last_character_wrong(r: ContextCIN) -> pl.Expr:
    return _of_full_length() & ~col("UPN").str.slice(12, 1).str.contains(f"^[0-9{LETTERS}]$")


@rule(
    "1560Q",
    "Former UPN is not in a permitted format.",
    on="ChildIdentifiers",
    fields="FormerUPN",
    severity="query",
)
def former_number_wrong(r: ContextCIN) -> pl.Expr:
    # A child's former number is often the temporary one, which ends in a letter.
    return ~col("FormerUPN").str.contains("^[A-Za-z][0-9]{11}[0-9A-Za-z]$")


@rule(
    "8770Q",
    "Child of school age whose case goes on has neither a UPN nor a valid reason for having none.",
    on="ChildIdentifiers",
    reads="CINdetails",
    fields="UPNunknown UPN PersonBirthDate",
    severity="query",
    changed="2024-25",
)
def number_missing_at_school_age(r: ContextCIN) -> pl.LazyFrame:
    # Five by the 31 August before the year's end: school age has begun. UN1 says that it has not.
    # Until 2023-24 it was everybody of six.
    by_august = r.collection.year >= "2024-25"
    born_by = years_before_end_of_august(r) if by_august else r.end.dt.offset_by("-6y")
    school_age = born_by >= col("PersonBirthDate")
    reasons = tuple(f"UN{n}" for n in range(2, 8))
    excused = col("UPNunknown").str.to_uppercase().is_in(reasons).fill_null(value=False)
    going_on = r.rows("CINdetails").filter(goes_on())
    children = r.rows("ChildIdentifiers").filter(school_age, blank("UPN"), ~excused)
    return children.join(going_on, on="LAchildID", how="semi")


def years_before_end_of_august(r: ContextCIN) -> pl.Expr:
    """31 August six years before the one that follows the reference date."""
    return r.end.dt.offset_by("4mo").dt.offset_by("31d").dt.offset_by("-6y")


@rule(
    "8772",
    "No UPN because of no further action (UN7), but a case of the child goes on.",
    on="ChildIdentifiers CINdetails",
    fields="UPNunknown ReferralNFA",
)
def excused_but_going_on(r: ContextCIN) -> pl.LazyFrame:
    pairs = r.pairs("ChildIdentifiers", "CINdetails")
    return pairs.filter(is_in("UPNunknown", ("UN7",)), ~is_true("CINdetails.ReferralNFA"))
