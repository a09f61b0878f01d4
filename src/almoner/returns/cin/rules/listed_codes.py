"""Items that take a code from a list. One declaration a rule: they differ in nothing else."""

from __future__ import annotations

import polars as pl

from almoner.returns.cin.context import ContextCIN
from almoner.returns.cin.rules.book import rule
from almoner.returns.cin.words import SEX_SINCE, given, is_in, listed
from almoner.returns.rule import Finder

# Code, what it says, table, field, code list, year of the wording in force.
ASKED_OF_ALL = (
    ("4180", "Sex", "ChildIdentifiers", "Sex", "sextype", "2024-25"),
    ("4220", "Ethnicity", "ChildCharacteristics", "Ethnicity", "ethnicitytype", None),
    ("8905", "Initial category of abuse", "ChildProtectionPlans", "InitialCategoryOfAbuse",
     "categoryofabusetype", None),
    ("8910", "Latest category of abuse", "ChildProtectionPlans", "LatestCategoryOfAbuse",
     "categoryofabusetype", None),
)  # fmt: skip
GENDERS = ("1", "2", "0", "9")
IF_GIVEN = (
    ("8640", "Reason for closure", "CINdetails", "ReasonForClosure", "reasonforclosuretype"),
    ("8650", "Primary need", "CINdetails", "PrimaryNeedCode", "primaryneedcodetype"),
)


def _unlisted(field: str, codes: str, *, blank_too: bool) -> Finder:
    there = pl.lit(value=True) if blank_too else given(field)

    def breaches(r: ContextCIN) -> pl.Expr:
        if field == "Sex" and r.collection.year < SEX_SINCE:
            return ~is_in(field, GENDERS)
        return there & ~listed(field, codes)

    return breaches


for _code, _what, _table, _field, _codes, _changed in ASKED_OF_ALL:
    rule(_code, f"{_what} is missing or not a listed code.", on=_table, fields=_field,
         changed=_changed)(_unlisted(_field, _codes, blank_too=True))  # fmt: skip
for _code, _what, _table, _field, _codes in IF_GIVEN:
    rule(_code, f"{_what} is given but is not a listed code.", on=_table,
         fields=_field)(_unlisted(_field, _codes, blank_too=False))  # fmt: skip
