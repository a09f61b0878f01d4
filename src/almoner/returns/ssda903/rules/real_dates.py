"""Items that take a date: impossible, or not in the return's own form (day/month/year).

One declaration a rule, since the rules differ in nothing else.
"""

from __future__ import annotations

import polars as pl

from almoner.returns.rule import Finder
from almoner.returns.ssda903.context import Context903
from almoner.returns.ssda903.rules.book import rule
from almoner.returns.ssda903.words import blank, col, unreal

# Code, what it says, table, field.
REAL = (
    (
        "112",
        "Date the child should be placed for adoption (AD1) is not a real date.",
        "AD1",
        "DATE_INT",
    ),
    ("113", "Date of matching child and adopters is not a real date.", "AD1", "DATE_MATCH"),
    (
        "115",
        "Adoption-decision date (PlacedAdoption) is not a real date.",
        "PlacedAdoption",
        "DATE_PLACED",
    ),
    (
        "116",
        "Date the adoption decision was reversed is not a real date.",
        "PlacedAdoption",
        "DATE_PLACED_CEASED",
    ),
    ("141", "Episode start date is not a real date.", "Episodes", "DECOM"),
    ("147", "Episode end date is given but is not a real date.", "Episodes", "DEC"),
    ("171", "Date of birth of the mother's child is not a real date.", "Header", "MC_DOB"),
    (
        "701",
        "End date of a deprivation-of-liberty order is given but is not a real date.",
        "DoLo",
        "DOLO_END",
    ),
    (
        "1005",
        "End date of a missing / away-without-authorisation spell is given but is not a real date.",
        "Missing",
        "MIS_END",
    ),
    ("SW04STG1", "Social worker episode start is not a real date.", "SWEpisodes", "SW_DECOM"),
    (
        "SW05STG1",
        "Social worker episode end is given but is not a real date.",
        "SWEpisodes",
        "SW_DEC",
    ),
)
REAL_AND_GIVEN = (
    ("102", "Date of birth is blank or not a real date.", "Header", "DOB"),
    ("166", "Review date is blank or not a real date.", "Reviews", "REVIEW"),
    (
        "700",
        "Start date of a deprivation-of-liberty order is blank or not a real date.",
        "DoLo",
        "DOLO_START",
    ),
    (
        "1004",
        "Start date of a missing / away-without-authorisation spell is blank or not a real date.",
        "Missing",
        "MIS_START",
    ),
)


# The lists that were added since 2022-23, and their first years.
SINCE = {"SWEpisodes": "2023-24", "DoLo": "2026-27"}


def _no_date(field: str, *, blank_too: bool) -> Finder:
    def breaches(r: Context903) -> pl.Expr:
        return unreal(field) | (blank(field) if blank_too else pl.lit(value=False))

    return breaches


for _code, _message, _table, _field in REAL:
    rule(_code, _message, on=_table, fields=_field, since=SINCE.get(_table))(
        _no_date(_field, blank_too=False)
    )
for _code, _message, _table, _field in REAL_AND_GIVEN:
    rule(_code, _message, on=_table, fields=_field, since=SINCE.get(_table))(
        _no_date(_field, blank_too=True)
    )


@rule(
    "104",
    "Date UASC status ceased is not a real date, or is before the collection year.",
    on="UASC",
    fields="DUC",
)
def status_end_is_no_date(r: Context903) -> pl.Expr:
    # One that had ended before the year began should not be in this year's list at all.
    return unreal("DUC") | (col("DUC") < r.start)
