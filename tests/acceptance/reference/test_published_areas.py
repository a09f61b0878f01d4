"""Every area in the packaged publications is known, or refused for a stated reason."""

from __future__ import annotations

import re
from datetime import date

import polars as pl
import pytest

from almoner.reference.areas import Area, AreaKind, CodeScheme, areas
from almoner.reference.refusal import Refusal
from tests.acceptance.reference.packaged import DATA, tables, texts

AREA_COLUMNS = re.compile(
    r"area|area_code|area_name|la_name|la_code|la_number|region|region_code|region_name|council|"
    r"geog_n|New_geog_code|Geographical Code|Geographical Description|ONS Code|ons_code|e_code|"
    r"cassr_code|Local authority.*(name|code)|Local_Authority|location|sending_location|"
    r"local_authority|Council_Area_Name|Health_Board_Name|lhb22_(name|code)|"
    r"nhs_trust22_(name|code)|Ofsted region|Region|old_la_code|new_la_code|LAcode"
)
SCHEMES = {
    "cassr_code": CodeScheme.CASSR,
    "Geographical Code": CodeScheme.CASSR,
    "nhs_trust22_code": CodeScheme.ODS,
    "LAcode": CodeScheme.SCOTTISH,
}
KINDS = {"Health_Board_Name": AreaKind.HEALTH_BOARD}
REFUSED = {
    "": "no area is given: a row of England, or one that is left out",
    "NA": "the region of a region or of England",
    "OTHER": "says only that it is none of the councils; the name beside it is known",
    "SP2021000143": "a service's number where the council should be",
    "Newcastle": "upon Tyne or under Lyme; the code beside it says which",
    "[z]": "the publisher's mark for a code that does not apply",
    "1000": "England under a number that was given up",
    "England (discontinued)": "England under a number that was given up",
    "outside Scotland": "no health board; known as an area, not as a board",
}
OTHERWISE_CODED = {
    "INNER LONDON": "the looked-after tables of 2011 to 2017 give it the code of London",
    "OUTER LONDON": "likewise",
    "Greater London Authority": "an authority; finance tables give it the code of the region",
}
PAIRS = (
    ("la_name", "new_la_code"),
    ("la_name", "old_la_code"),
    ("area_name", "area_code"),
    ("area", "la_number"),
    ("la_name", "la_code"),
    ("area", "ons_code"),
    ("Local authority name", "Local authority area code"),
    ("geog_n", "New_geog_code"),
    ("Geographical Description", "ONS Code"),
    ("lhb22_name", "lhb22_code"),
    ("council", "cassr_code"),
    ("region_name", "region_code"),
)


def found(text: str, column: str) -> Area | None:
    by_name = areas().find(text, scheme=SCHEMES.get(column), kind=KINDS.get(column))
    # ASCOF calls the number of adult social services what others call the GSS code.
    return by_name or (areas().find(text, scheme=CodeScheme.CASSR) if column == "la_code" else None)


def unknown() -> dict[str, str]:
    """Every text that no area answers to, with where it stands."""
    return {
        text: f"{name}, {column}"
        for name, frame in tables()
        for column, listed in texts(frame, AREA_COLUMNS)
        for text in listed
        if found(text, column) is None
    }


@pytest.fixture(autouse=True)
def _data_there() -> None:
    if not DATA.exists():
        pytest.skip("no publication is packaged yet")


def test_every_area_is_known_or_refused_for_a_reason() -> None:
    surprises = {text: where for text, where in unknown().items() if text not in REFUSED}
    assert surprises == {}


@pytest.mark.parametrize("text", [text for text in REFUSED if text != "outside Scotland"])
def test_what_is_refused_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        areas().require(text, file="lait.csv", row=7, column="area")
    assert (refused.value.file, refused.value.row, refused.value.column) == ("lait.csv", 7, "area")


def test_name_and_code_in_one_row_mean_the_same_area() -> None:
    checked, not_compared = 0, {*REFUSED, *OTHERWISE_CODED}
    for name, frame in tables():
        for name_column, code_column in PAIRS:
            if {name_column, code_column} <= set(frame.columns):
                pairs = frame.select(pl.col(name_column, code_column).cast(pl.String)).unique()
                for text, code in pairs.drop_nulls().rows():
                    by_code = found(code, code_column)
                    if by_code is None or {text, code} & not_compared:
                        continue
                    on = by_code.end_on or date(2025, 3, 31)
                    by_name = areas().find(text, on=on, kind=by_code.kind)
                    assert by_name == by_code, (name, text, code)
                    checked += 1
    assert checked > 1_000
