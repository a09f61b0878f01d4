"""The packaged tables of areas, their codes and their names."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from almoner.reference.area import Area, AreaKind, CodeScheme, Nation
from almoner.reference.area_names import name_key

DATA: Final = Path(__file__).resolve().parent / "data"


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as table:
        yield from csv.DictReader(table)


def read_areas() -> Iterator[Area]:
    """Every area, in order of code; then the localities, each after its council."""
    councils = {}
    for row in _rows("areas.csv"):
        area = Area(
            code=row["code"],
            name=row["name"],
            official_name=row["official_name"],
            kind=AreaKind(row["kind"]),
            type=row["type"],
            nation=Nation(row["nation"]) if row["nation"] else None,
            region=row["region"] or None,
            subregion=row["subregion"] or None,
            upper_tier=row["upper_tier"] or None,
            dfe_code=row["dfe_code"] or None,
            registry_code=row["registry_code"] or None,
            cassr_code=row["cassr_code"] or None,
            e_code=row["e_code"] or None,
            start_on=_day(row["start_on"]),
            end_on=_day(row["end_on"]),
            successors=tuple(row["successors"].split()),
            slug=row["slug"],
        )
        councils[area.code] = area
        yield area
    for row in _rows("localities.csv"):
        yield _locality(row["code"], row["name"], councils[row["council"]])


def _locality(code: str, name: str, council: Area) -> Area:
    return replace(
        council,
        code=code,
        name=name,
        official_name=name,
        kind=AreaKind.LOCALITY,
        type="locality",
        upper_tier=council.code,
        dfe_code=None,
        registry_code=None,
        cassr_code=None,
        e_code=None,
        successors=(),
        slug=f"{council.slug}-{code.partition(':')[2]}",
    )


def read_codes() -> Iterator[tuple[CodeScheme, str, str]]:
    """Every code under which an area is published: whose code, the code, the area."""
    for row in _rows("area_codes.csv"):
        yield CodeScheme(row["scheme"]), row["text"], row["code"]


def read_names() -> Iterator[tuple[str, str]]:
    """Every name in the spelling of `name_key`, with the area that bears it."""
    for row in _rows("area_names.csv"):
        yield row["key"], row["code"]
    for row in _rows("localities.csv"):
        yield name_key(row["name"]), row["code"]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
