"""What the Standard Safeguarding Dataset gives to the record, and how it is made from it again.

The record's tables follow the dataset: which field is which column stands in their declarations.
Here is what these do not say: by which day a row is known, and which rows name one another. Rows of
tables that the record does not have, or has in another shape, are held as submitted.
"""

from __future__ import annotations

import polars as pl

from almoner.records.table import Column, Kind
from almoner.records.tables import declared_tables
from almoner.returns.context import Collection
from almoner.returns.keeping.ethnicity import group_of_code
from almoner.returns.keeping.giving import (
    Gives,
    Item,
    Keeping,
    Link,
    Tables,
    coded,
    day,
    derived,
    flag,
    no_person,
    pupil_number,
    same,
    whole,
)
from almoner.returns.shapes import TableShape
from almoner.returns.ssd.fields import DECLARED, PERSON, PERSON_ID, SHAPES

col = pl.col
_YES, _NO = ("Y", "Yes", "1", "True"), ("N", "No", "0", "False")
_EPISODES, _REVIEWS, _CARE_ID = "ssd_cla_episodes", "ssd_cla_reviews", "clar_cla_id"
_REFERRALS = "ssd_cin_episodes"
_HEALTH, _CHECKED = "ssd_cla_health", "clah_health_check_type"
# Table of the record -> the columns that tell a row apart, and its first and last day.
_SPELLS: dict[str, tuple[str, ...]] = {
    "address": ("started_on", "ended_on"),
    "contact": ("received_on",),
    "referral": ("referred_on", "closed_on"),
    "child_assessment": ("started_on", "authorised_on"),
    "need_plan": ("started_on", "ended_on"),
    "section_47": ("started_on", "ended_on"),
    "conference": ("held_on",),
    "protection_plan": ("started_on", "ended_on"),
    "protection_review": ("held_on",),
    "protection_visit": ("visited_on",),
    "care_episode": ("started_on", "ended_on"),
    "care_review": ("held_on",),
    "care_visit": ("visited_on",),
    "care_leaver": ("known_on",),
    "missing_episode": ("started_on", "ended_on"),
    "sdq_score": ("completed_on",),
    "early_help": ("started_on", "ended_on"),
    "conviction": ("offended_on",),
    "substance_misuse": ("identified_on",),
}


def _named(column: str, table: str, own: str, theirs: str) -> Link:
    return Link(column, table, (own,), (theirs,))


_LINKS = {
    "child_assessment": (
        _named("referral_id", _REFERRALS, "cina_referral_id", "cine_referral_id"),
    ),
    "need_plan": (_named("referral_id", _REFERRALS, "cinp_referral_id", "cine_referral_id"),),
    "section_47": (_named("referral_id", _REFERRALS, "s47e_referral_id", "cine_referral_id"),),
    "conference": (
        _named("enquiry_id", "ssd_s47_enquiry", "icpc_s47_enquiry_id", "s47e_s47_enquiry_id"),
    ),
    "protection_plan": (
        _named("conference_id", "ssd_initial_cp_conference", "cppl_icpc_id", "icpc_icpc_id"),
        _named("referral_id", _REFERRALS, "cppl_referral_id", "cine_referral_id"),
    ),
    "protection_review": (
        _named("plan_id", "ssd_cp_plans", "cppr_cp_plan_id", "cppl_cp_plan_id"),
    ),
    "protection_visit": (
        _named("plan_id", "ssd_cp_plans", "cppv_cp_plan_id", "cppl_cp_plan_id"),
    ),
}  # fmt: skip
# In this order: what others name comes first.
_ORDER = ("referral", "section_47", "conference", "protection_plan")
_ABUSE = {"Neglect": "NEG", "Physical Abuse": "PHY", "Sexual Abuse": "SAB",
          "Emotional Abuse": "EMO", "NEG": "NEG", "PHY": "PHY", "SAB": "SAB", "EMO": "EMO",
          "MUL": "MUL"}  # fmt: skip
_SEXES = {"1": "M", "2": "F", "M": "M", "F": "F", "U": "U"}


def _item(column: Column) -> Item:
    field = column.standard
    if "category" in column.name:
        return coded(field, column.name, _ABUSE)
    match column.kind:
        case Kind.DATE:
            return day(field, column.name)
        case Kind.INTEGER:
            return whole(field, column.name)
        case Kind.FLAG:
            return flag(field, column.name, _YES, _NO)
    return same(field, column.name)


def _gives(record: str) -> Gives:
    table = declared_tables()[record]
    theirs = table.standard_table
    links = _LINKS.get(record, ())
    linked = {link.column for link in links}
    own = [
        column for column in table.columns
        if column.standard in SHAPES[theirs].names and not column.refers
        and column.name not in (table.key, *linked)
    ]  # fmt: skip
    key = table.column(table.key).standard
    by = next(column.standard for column in own if column.name == _SPELLS[record][0])
    return Gives(theirs, record, tuple(map(_item, own)), key=(by,), rows=True, links=links,
                 spell=_SPELLS[record], own=key if key in SHAPES[theirs].names else "")  # fmt: skip


# What is checked, by a word in its type, and the type that is written for it.
_CHECKS = {
    "dental": ("dental", "Dental Check"),
    "immunisation": ("immunis", "Immunisation"),
    "health": ("health", "Health Assessment"),
}


def _kind() -> pl.Expr:
    """Which of our kinds of check a row is of; none for a type in other words."""
    said = col(_CHECKED).str.to_lowercase()
    return pl.coalesce(
        pl.when(said.str.contains(word, literal=True)).then(pl.lit(kind))
        for kind, (word, _written) in _CHECKS.items()
    )


def _check(kind: str) -> Gives:
    written = {kind: _CHECKS[kind][1]}
    said = Item("kind", pl.lit(kind), _CHECKED,
                lambda value, _shape: value.replace_strict(written, default=None))  # fmt: skip
    on = "clah_health_check_date"
    return Gives(_HEALTH, "health_check", (said, day(on, "checked_on")), key=(on,), tag=kind,
                 rows=True, when=_kind() == kind, only=col("kind") == kind,
                 spell=("checked_on",), own="clah_health_check_id")  # fmt: skip


GIVES = (
    Gives(
        PERSON, "person",
        (
            coded("pers_sex", "sex", _SEXES), same("pers_ethnicity", "ethnic_code"),
            derived("ethnicity", group_of_code("pers_ethnicity")), day("pers_dob", "born_on"),
            day("pers_expected_dob", "expected_on"), day("pers_death_date", "died_on"),
            flag("pers_is_mother", "is_mother", _YES, _NO),
            same("pers_forename", "forename"), same("pers_surname", "surname"),
            same("pers_common_child_id", "nhs_number"),
        ),
        merged=True, rows=True, follows=True,
    ),
    Gives(
        "ssd_disability", "disability", (same("disa_disability_code", "code"),),
        key=("disa_disability_code",), rows=True, follows=True,
    ),
    Gives(
        "ssd_linked_identifiers", "person_identifier",
        (
            coded("link_identifier_type", "scheme", {"Unique Pupil Number": "UPN"}),
            same("link_identifier_value", "value"),
        ),
        key=("link_identifier_value",), tag="UPN", merged=True,
        when=(col("link_identifier_type").str.to_lowercase() == "unique pupil number")
        & pupil_number("link_identifier_value"),
    ),
    *map(_check, _CHECKS),
    *(_gives(record) for record in (*_ORDER, *(r for r in _SPELLS if r not in _ORDER))),
)  # fmt: skip


def whose(shape: TableShape) -> pl.Expr:
    """The person that a row names; of a review, the one in whose care it was held."""
    if shape.name == _REVIEWS:
        return col("of.person")
    return col(shape.key) if shape.key.endswith("person_id") else no_person(shape)


def settle(prepared: list[Tables], _collections: list[Collection]) -> list[Tables]:
    """The tables, each review with the person whose care it was of."""
    return [_settled(tables) for tables in prepared]


def _settled(tables: Tables) -> Tables:
    if _REVIEWS not in tables:
        return tables
    reviews, nobody = tables[_REVIEWS], pl.lit(None, dtype=pl.String).alias("of.person")
    if _EPISODES not in tables:
        return {**tables, _REVIEWS: reviews.with_columns(nobody)}
    care = tables[_EPISODES].select(clar_cla_id="clae_cla_id", person="clae_person_id")
    care = care.drop_nulls().unique("clar_cla_id", keep="first").rename({"person": "of.person"})
    joined = reviews.join(care, on="clar_cla_id", how="left", maintain_order="left")
    return {**tables, _REVIEWS: joined}


def number_in(shape: TableShape) -> str:
    """The field that names the person; of a review, the one that names the care."""
    return _CARE_ID if shape.name == _REVIEWS else shape.key


def complete(made: Tables, _tables: Tables, _spare: Tables) -> Tables:
    """Episodes made from the record, called by the person where the record names no care."""
    if _EPISODES not in made:
        return made
    named = col("clae_person_id").alias("clae_cla_id")
    return {**made, _EPISODES: made[_EPISODES].with_columns(named)}


def _identity(name: str) -> tuple[str, ...]:
    keys = tuple(item.field for item in DECLARED if item.table == name and item.is_key)
    return keys or SHAPES[name].columns[:1]


IDENTITY = {name: _identity(name) for name in SHAPES}
KEEPING = Keeping("SSD", GIVES, IDENTITY, whose=whose, settle=settle, number_in=number_in,
                  complete=complete,
                  # A check of another type than we know is no fact, and no fault.
                  silent={_HEALTH: _kind().is_null()})  # fmt: skip
assert PERSON_ID in SHAPES[PERSON].columns
