"""What an SSDA903 gives to the record, and how the return is made from it again."""

from __future__ import annotations

import polars as pl

from almoner.returns import dates
from almoner.returns.context import Collection
from almoner.returns.keeping.ethnicity import group_of_code
from almoner.returns.keeping.giving import (
    Gives,
    Item,
    Keeping,
    Tables,
    coded,
    day,
    derived,
    flag,
    pupil_number,
    same,
    whole,
)
from almoner.returns.ssda903.postcodes import locate, one_code

col = pl.col
_YES = ("1",)


def _person(table: str, *items: Item, rows: bool = False, only: pl.Expr | None = None) -> Gives:
    return Gives(table, "person", items, merged=True, rows=rows, follows=rows, only=only)


_BORN = day("DOB", "born_on")
_SEX = coded("SEX", "sex", {"1": "M", "2": "F", "M": "M", "F": "F", "U": "U"})
_DISTANCE = (col("PL_DISTANCE") * 10).round(0).cast(pl.Int64)

GIVES = (
    _person(
        "Header", _SEX, _BORN, same("ETHNIC", "ethnic_code"),
        derived("ethnicity", group_of_code("ETHNIC")), flag("MOTHER", "is_mother", _YES, ("0",)),
        day("MC_DOB", "own_child_born_on"), rows=True,
    ),
    Gives(
        "Header", "person_identifier", (derived("scheme", pl.lit("UPN")), same("UPN", "value")),
        key=("UPN",), tag="UPN", when=pupil_number("UPN"), merged=True,
    ),
    Gives(
        "Episodes", "care_episode",
        (
            day("DECOM", "started_on"), same("RNE", "start_reason"), same("LS", "legal_status"),
            same("CIN", "primary_need"), same("PLACE", "placement_type"),
            same("PLACE_PROVIDER", "placement_provider"), day("DEC", "ended_on"),
            same("REC", "end_reason"), same("REASON_PLACE_CHANGE", "change_reason"),
            same("HOME_POST", "home_postcode"), same("PL_POST", "placement_postcode"),
            same("URN", "urn"), derived("distance", _DISTANCE),
            derived("outside_area", col("outside")),
        ),
        key=("DECOM",), rows=True, spell=("started_on", "ended_on"),
        closes=("end_reason", "change_reason"),
    ),
    Gives(
        "Reviews", "care_review", (day("REVIEW", "held_on"), same("REVIEW_CODE", "participation")),
        key=("REVIEW",), rows=True, spell=("held_on",), when=col("REVIEW").is_not_null(),
    ),
    _person(
        "UASC", derived("asylum_seeking", pl.lit(value=True)), _SEX, _BORN,
        day("DUC", "asylum_until"), rows=True, only=col("asylum_seeking"),
    ),
    Gives(
        "OC2", "care_outcome",
        (
            derived("year_ended_on", col("year.end")), whole("SDQ_SCORE", "sdq_score"),
            same("SDQ_REASON", "sdq_reason"), flag("CONVICTED", "convicted"),
            flag("HEALTH_CHECK", "health_checked"), flag("IMMUNISATIONS", "immunised"),
            flag("TEETH_CHECK", "dental_check"), flag("HEALTH_ASSESSMENT", "health_assessed"),
            flag("SUBSTANCE_MISUSE", "substance_misuse"),
            flag("INTERVENTION_RECEIVED", "help_received"),
            flag("INTERVENTION_OFFERED", "help_offered"),
        ),
        key=("year.end",), rows=True, spell=("year_ended_on",),
    ),
    Gives(
        "OC3", "care_leaver",
        (
            derived("known_on", col("birthday")),
            Item("in_touch", col("IN_TOUCH") == "YES", "IN_TOUCH",
                 lambda value, _shape: pl.when(value).then(pl.lit("YES")).otherwise(pl.lit("NO"))),
            same("ACTIV", "activity"), derived("accommodation", col("ACCOM").str.head(1)),
            derived("suitable_accommodation", col("ACCOM").str.slice(1, 1) == "1"),
        ),
        key=("birthday",), rows=True, spell=("known_on",),
    ),
    Gives(
        "AD1", "adoption_plan",
        (
            day("DATE_INT", "decided_on"), day("DATE_MATCH", "matched_on"),
            flag("FOSTER_CARE", "by_foster_carer"), whole("NB_ADOPTR", "adopters"),
            same("SEX_ADOPTR", "adopters_sex"), same("LS_ADOPTR", "adopters_status"),
        ),
        key=("DATE_INT",), rows=True, spell=("decided_on",),
    ),
    Gives(
        "PlacedAdoption", "adoption_placement",
        (
            day("DATE_PLACED", "placed_on"), day("DATE_PLACED_CEASED", "ceased_on"),
            same("REASON_PLACED_CEASED", "ceased_reason"),
        ),
        key=("DATE_PLACED",), rows=True, spell=("placed_on", "ceased_on"),
        closes=("ceased_reason",),
    ),
    Gives(
        "PrevPerm", "previous_permanence",
        (same("PREV_PERM", "kind"), same("LA_PERM", "authority"), same("DATE_PERM", "ordered")),
        key=("PREV_PERM", "DATE_PERM"), rows=True, follows=True,
    ),
    Gives(
        "Missing", "missing_episode",
        (same("MISSING", "kind"), day("MIS_START", "started_on"), day("MIS_END", "ended_on")),
        key=("MIS_START",), rows=True, spell=("started_on", "ended_on"),
    ),
    Gives(
        "SWEpisodes", "care_worker",
        (
            same("SW_ID", "worker"), day("SW_DECOM", "started_on"), day("SW_DEC", "ended_on"),
            same("SW_REASON", "change_reason"),
        ),
        key=("SW_DECOM",), rows=True, spell=("started_on", "ended_on"),
    ),
    Gives(
        "DoLo", "liberty_restriction",
        (day("DOLO_START", "started_on"), day("DOLO_END", "ended_on")),
        key=("DOLO_START",), rows=True, spell=("started_on", "ended_on"),
    ),
    *(
        _person(table, _BORN)
        for table in ("Reviews", "OC2", "OC3", "AD1", "PlacedAdoption", "PrevPerm", "Missing",
                      "SWEpisodes", "DoLo")
    ),
)  # fmt: skip


def settle(prepared: list[Tables], collections: list[Collection]) -> list[Tables]:
    """The tables with what items read beside fields: where a placement is, birthdays."""
    return [_settled(*pair) for pair in zip(prepared, collections, strict=True)]


def _settled(tables: Tables, collection: Collection) -> Tables:
    found = dict(tables)
    if "Episodes" in found:
        found["Episodes"] = _located(found["Episodes"], collection.authority)
    if "OC2" in found:
        found["OC2"] = found["OC2"].with_columns(pl.lit(collection.end).alias("year.end"))
    if "OC3" in found:
        found["OC3"] = found["OC3"].with_columns(_birthday(collection).alias("birthday"))
    return found


def _located(episodes: pl.DataFrame, authority: str | None) -> pl.DataFrame:
    """Distance and whether outside, as the return itself gave them or else from postcodes."""
    places = locate(episodes, None, authority)
    own = [name for name in ("PL_LA", "PL_DISTANCE") if episodes[name].is_null().all()]
    episodes = episodes.with_columns(places.select(own).get_columns())
    # Without an authority nobody can say what is outside it.
    theirs = pl.lit(one_code(authority), dtype=pl.String)
    return episodes.with_columns((col("PL_LA") != theirs).alias("outside"))


def _birthday(collection: Collection) -> pl.Expr:
    """The birthday in the year; of a child born on 29 February the 28th where there is no other."""
    first, last = collection.start, collection.end
    born = col("DOB")
    leap = (born.dt.month() == 2) & (born.dt.day() == 29)
    day_of = pl.when(leap).then(28).otherwise(born.dt.day())
    return pl.coalesce(
        pl.when(found.is_between(first, last)).then(found)
        for found in (pl.date(year, born.dt.month(), day_of) for year in (first.year, last.year))
    )


IDENTITY = {
    "Header": ("CHILD",),
    "Episodes": ("CHILD", "DECOM"),
    "Reviews": ("CHILD", "REVIEW"),
    "UASC": ("CHILD",),
    "OC2": ("CHILD",),
    "OC3": ("CHILD",),
    "AD1": ("CHILD",),
    "PlacedAdoption": ("CHILD", "DATE_PLACED"),
    "PrevPerm": ("CHILD", "PREV_PERM"),
    "Missing": ("CHILD", "MIS_START"),
    "SWEpisodes": ("CHILD", "SW_DECOM"),
    "DoLo": ("CHILD", "DOLO_START"),
}
KEEPING = Keeping(
    "SSDA903", GIVES, IDENTITY, settle=settle,
    silent={
        # A review may be listed without a date, and most children never had another permanence.
        "Reviews": col(dates.raw("REVIEW")).is_null(),
        "PrevPerm": col("PREV_PERM").is_null(),
    },
)  # fmt: skip
