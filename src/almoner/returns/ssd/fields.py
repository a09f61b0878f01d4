"""The tables of the Standard Safeguarding Dataset, their keys, and what their keys refer to."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from almoner.returns.shapes import load_codes, load_shapes

DATA = Path(__file__).resolve().parent / "data"
PERSON, PERSON_ID = "ssd_person", "pers_person_id"
_PAIRED = re.compile(r"_(start|end|ceased)_date$")


class Declared(NamedTuple):
    """A field as the dataset declares it; `refers_to` is a table and field, or None."""

    table: str
    field: str
    kind: str
    codes: str
    is_key: bool
    refers_to: tuple[str, str] | None


def _declared() -> tuple[Declared, ...]:
    with (DATA / "fields.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(
            Declared(
                line["table"], line["field"], line["type"], line["code_list"],
                line["primary_key"] == "yes", _target(line["foreign_key"]),
            )
            for line in csv.DictReader(lines)
        )  # fmt: skip


def _target(text: str) -> tuple[str, str] | None:
    table, _dot, field = text.partition(".")
    return (table, field) if field else None


DECLARED = _declared()
CODES = {
    name: frozenset(code.lower() for code in codes)
    for name, codes in load_codes(DATA / "codes.csv").items()
}


def _own_key(table: str) -> str:
    fields = [item for item in DECLARED if item.table == table]
    people = [item.field for item in fields if item.field.endswith("person_id")]
    keys = [item.field for item in fields if item.is_key]
    return [*people, *keys, fields[0].field][0]


SHAPES = {
    name: replace(shape, key=_own_key(name))
    for name, shape in load_shapes(
        DATA / "fields.csv", key="", upper=False, date_form="%Y-%m-%d"
    ).items()
}
TITLES = {
    rf"(^|\bssd ){name.removeprefix('ssd_').replace('_', ' ')}$": name
    for name in sorted(SHAPES, key=len, reverse=True)
}


def spells() -> tuple[tuple[str, str, str], ...]:
    """Table, first day and last day of every pair of days that the names declare."""
    ends = {
        (item.table, _PAIRED.sub("", item.field)): item.field
        for item in DECLARED
        if re.search(r"_(end|ceased)_date$", item.field)
    }
    named = tuple(
        (item.table, item.field, ends[item.table, _PAIRED.sub("", item.field)])
        for item in DECLARED
        if item.field.endswith("_start_date") and (item.table, _PAIRED.sub("", item.field)) in ends
    )
    return (*named, *_OTHER_PAIRS)


# Pairs whose names do not say that they belong together.
_OTHER_PAIRS = (
    ("ssd_cin_episodes", "cine_referral_date", "cine_close_date"),
    ("ssd_cin_assessments", "cina_assessment_start_date", "cina_assessment_auth_date"),
    ("ssd_linked_identifiers", "link_valid_from_date", "link_valid_to_date"),
    ("ssd_ehcp_requests", "ehcr_ehcp_req_date", "ehcr_ehcp_req_outcome_date"),
)
