"""What SEND Annex A gives to the record, and how it is made from it again."""

from __future__ import annotations

import polars as pl

from almoner.returns.annex_a_send.fields import KEY
from almoner.returns.keeping.ethnicity import group_of_words
from almoner.returns.keeping.giving import (
    Gives,
    Item,
    Keeping,
    coded,
    day,
    derived,
    pupil_number,
    same,
)

_SEXES = {"Male": "M", "Female": "F", "M": "M", "F": "F", "Not known": "U", "Unknown": "U"}
_PERSON = (
    day("Date of birth", "born_on"),
    coded("Gender", "sex", _SEXES),
    derived("ethnicity", group_of_words("Ethnicity")),
)


def _person(table: str, *, rows: bool) -> Gives:
    return Gives(table, "person", _PERSON, merged=True, rows=rows, follows=True,
                 only=None if not rows else pl.lit(value=False))  # fmt: skip


def _number(table: str, scheme: str) -> Gives:
    items: tuple[Item, ...] = (derived("scheme", pl.lit(scheme)), same(scheme, "value"))
    there = pupil_number(scheme) if scheme == "UPN" else pl.col(scheme).is_not_null()
    return Gives(table, "person_identifier", items, key=(scheme,), tag=scheme, merged=True,
                 when=there)  # fmt: skip


GIVES = (
    Gives(
        "List 1", "ehc_plan",
        (
            day("Date initial EHC plan issued", "issued_on"),
            day("Date updated EHC plan issued", "updated_on"),
            day("Date EHC plan last reviewed", "reviewed_on"),
            same("SEN primary need", "primary_need"),
        ),
        key=("Date initial EHC plan issued",), rows=True,
    ),
    _person("List 1", rows=False),
    # Whoever was only asked for a plan has none: the row is about the person.
    _person("List 2", rows=True),
    *(_number(table, scheme) for table in ("List 1", "List 2") for scheme in ("UPN", "ULN")),
)  # fmt: skip
KEEPING = Keeping("ANNEX_A_SEND", GIVES, {"List 1": (KEY,), "List 2": (KEY,)})
