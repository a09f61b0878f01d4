"""The child: identifier, birth, death, sex."""

from __future__ import annotations

import polars as pl

from almoner.returns.cin.context import ContextCIN
from almoner.returns.cin.rules.book import rule
from almoner.returns.cin.words import SEX_SINCE, blank, col, given, unknown, years_after

LONGEST_ID = 20
GROWN_UP = 25


@rule(
    "100",
    "Reference date is missing or is not 31 March of the census year.",
    on="Header",
    fields="ReferenceDate Year",
)
def wrong_reference_date(r: ContextCIN) -> pl.Expr:
    # The header's own year says which census the file means to be.
    said = col("Year").str.extract(r"^(\d{4})$").cast(pl.Int32, strict=False)
    year = said.fill_null(r.collection.end.year)
    return unknown("ReferenceDate") | (col("ReferenceDate") != pl.date(year, 3, 31))


@rule("8500", "Local child id is missing.", on="ChildIdentifiers", fields="LAchildID")
def nameless(r: ContextCIN) -> pl.Expr:
    return blank("LAchildID")


@rule("8510", "Local child id appears more than once.", on="ChildIdentifiers", fields="LAchildID")
def twice_in_the_list(r: ContextCIN) -> pl.Expr:
    return given("LAchildID") & (pl.len().over("LAchildID") > 1)


@rule(
    "1570",
    "Local child id is longer than 20 characters.",
    on="ChildIdentifiers",
    fields="LAchildID",
    changed="2024-25",
    since="2024-25",
)
def id_too_long(r: ContextCIN) -> pl.Expr:
    return col("LAchildID").str.len_chars() > LONGEST_ID


@rule(
    "1580",
    "Local child id has a character that is not a letter or digit.",
    on="ChildIdentifiers",
    fields="LAchildID",
    changed="2024-25",
    since="2024-25",
)
def id_with_signs(r: ContextCIN) -> pl.Expr:
    return ~col("LAchildID").str.contains(r"^[\p{L}\p{N}]+$")


@rule(
    "8590",
    "Child has no case record.",
    on="ChildIdentifiers",
    reads="CINdetails",
    fields="LAchildID",
)
def child_without_a_case(r: ContextCIN) -> pl.Expr:
    known = r.keys_of("CINdetails").implode()
    return ~col("LAchildID").is_in(known).fill_null(value=False)


@rule(
    "8520",
    "Date of birth is after the reference date.",
    on="ChildIdentifiers",
    fields="PersonBirthDate",
)
def born_after_the_year(r: ContextCIN) -> pl.Expr:
    return col("PersonBirthDate") > r.end


@rule(
    "8525Q",
    "Neither or both of date of birth and expected date of birth are given.",
    on="ChildIdentifiers",
    fields="PersonBirthDate ExpectedPersonBirthDate",
    severity="query",
)
def born_or_expected(r: ContextCIN) -> pl.Expr:
    both = given("PersonBirthDate", "ExpectedPersonBirthDate")
    return both | (unknown("PersonBirthDate") & unknown("ExpectedPersonBirthDate"))


@rule(
    "8530Q",
    "Expected date of birth is not within 30 days before to 9 months after the reference date.",
    on="ChildIdentifiers",
    fields="ExpectedPersonBirthDate",
    severity="query",
)
def expected_at_another_time(r: ContextCIN) -> pl.Expr:
    first, last = r.end.dt.offset_by("-30d"), r.end.dt.offset_by("9mo")
    return ~col("ExpectedPersonBirthDate").is_between(first, last)


@rule(
    "8535Q",
    "Date of death is before date of birth.",
    on="ChildIdentifiers",
    fields="PersonDeathDate PersonBirthDate",
    severity="query",
)
def dead_before_birth(r: ContextCIN) -> pl.Expr:
    # With a death and no birth nobody can say that the death came after: it is asked, too.
    died = col("PersonDeathDate").is_not_null()
    return died & (unknown("PersonBirthDate") | (col("PersonDeathDate") < col("PersonBirthDate")))


@rule(
    "8750",
    "Unborn child whose sex is not U.",
    on="ChildIdentifiers",
    fields="Sex PersonBirthDate ExpectedPersonBirthDate",
    changed="2024-25",
)
def sex_before_birth(r: ContextCIN) -> pl.Expr:
    unborn = blank("PersonBirthDate") & given("ExpectedPersonBirthDate")
    # Until 2023-24 the item was gender, and 0 said that it was not known.
    unknown_sex = "U" if r.collection.year >= SEX_SINCE else "0"
    return unborn & col("Sex").ne_missing(unknown_sex)


@rule(
    "8775Q",
    "Child is over 25.",
    on="ChildIdentifiers CINdetails",
    fields="PersonBirthDate CINclosureDate",
    severity="query",
)
def grown_up(r: ContextCIN) -> pl.LazyFrame:
    birthday = years_after("PersonBirthDate", GROWN_UP)
    still = blank("CINdetails.CINclosureDate") | (col("CINdetails.CINclosureDate") > birthday)
    return r.pairs("ChildIdentifiers", "CINdetails").filter(birthday < r.end, still)


@rule(
    "8585Q",
    "Case closed because the child died, but no date of death is given.",
    on="ChildIdentifiers CINdetails",
    fields="PersonDeathDate ReasonForClosure",
    severity="query",
)
def died_on_no_day(r: ContextCIN) -> pl.LazyFrame:
    died = col("CINdetails.ReasonForClosure") == "RC2"
    return r.pairs("ChildIdentifiers", "CINdetails").filter(died, unknown("PersonDeathDate"))
