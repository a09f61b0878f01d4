"""Whole files of every return, made from its shapes: what the damage is done to."""

from __future__ import annotations

import io
import random
from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter

from almoner.returns.kinds import RETURNS, kind_of
from almoner.returns.shapes import Field, TableShape
from almoner.returns.ssda903.fields import FILES

ROWS = 4
WORDS = (
    "",
    "",
    "1",
    "0",
    "A1",
    "X1",
    "S",
    "7",
    "true",
    "Zoë",
    "M",
    "BR1 1AA",
    "12.5",
    "zz/05/2015",
)
Files = dict[str, bytes]


def seed(rng: random.Random) -> tuple[str, Files]:
    """A return's code, and files of it by name."""
    code = rng.choice(sorted(RETURNS))
    shapes = kind_of(code).shapes
    if code == "SSDA903":
        names = {table: f"{stem}.csv" for stem, table in FILES.items()}
        return code, _xml_903(rng) if rng.random() < 0.3 else _lists(rng, shapes, names)
    if code == "CIN":
        names = {table: f"{table}.csv" for table in shapes}
        return code, _xml_cin(rng) if rng.random() < 0.7 else _lists(rng, shapes, names)
    if code == "HCLIC":
        return code, _xml_hclic(rng)
    names = {table: f"{table.replace(' ', '_')}.csv" for table in shapes}
    if code == "CLD" or rng.random() < 0.5:
        return code, _lists(rng, shapes, names)
    return code, {"book.xlsx": _workbook(rng, shapes)}


def _cell(rng: random.Random, field: Field) -> str:
    if field.is_date and rng.random() < 0.8:
        year, form = (
            rng.choice((2008, 2020, 2025, 2026, 2026, 2026, 2027)),
            rng.choice(("{2:02}/{1:02}/{0}", "{0}-{1:02}-{2:02}")),
        )
        return form.format(year, rng.randrange(1, 13), rng.randrange(1, 32))
    return rng.choice(WORDS)


def _rows(rng: random.Random, shape: TableShape) -> list[list[str]]:
    fields = [field for field in shape.fields if not field.derived]
    rows = [[_cell(rng, field) for field in fields] for _row in range(rng.randrange(ROWS + 1))]
    return [list(shape.columns), *rows]


def _lists(rng: random.Random, shapes: Mapping[str, TableShape], names: Mapping[str, str]) -> Files:
    some = rng.sample(sorted(names), rng.randrange(1, len(names) + 1))
    return {names[table]: _csv(_rows(rng, shapes[table])) for table in some}


def _csv(rows: list[list[str]]) -> bytes:
    return "".join(
        ",".join(f'"{c}"' if "," in c else c for c in row) + "\r\n" for row in rows
    ).encode()


def _workbook(rng: random.Random, shapes: Mapping[str, TableShape]) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        for table in rng.sample(sorted(shapes), rng.randrange(1, min(len(shapes), 4) + 1)):
            sheet = book.add_worksheet(table[:31])
            for number, row in enumerate(_rows(rng, shapes[table])):
                sheet.write_row(number, 0, row)
    return content.getvalue()


def _element(name: str, content: Any) -> str:
    inner = "".join(_element(*part) for part in content) if isinstance(content, list) else content
    return f"<{name}>{inner}</{name}>"


def _items(rng: random.Random, shape: TableShape) -> list[tuple[str, str]]:
    fields = [field for field in shape.fields if not field.derived and rng.random() < 0.8]
    return [(field.name, escape(_cell(rng, field))) for field in fields]


def _xml_903(rng: random.Random) -> Files:
    shapes = kind_of("SSDA903").shapes
    children = []
    for number in range(rng.randrange(ROWS)):
        groups = [
            (f"A{table.upper()}", _items(rng, shapes[table]))
            for table in ("Reviews", "Missing", "PlacedAdoption", "OC2")
        ]
        header = [("CHILDID", str(number)), *_items(rng, shapes["Header"])[1:], *groups]
        episodes = [("EPISODE", _items(rng, shapes["Episodes"])[1:]) for _n in range(2)]
        children.append(("CHILD", [("HEADER", header), *episodes]))
    return {"return.xml": _element("EXPSSDA903", children).encode()}


def _xml_cin(rng: random.Random) -> Files:
    shapes = kind_of("CIN").shapes
    header = [("Collection", "CIN"), ("Year", "2027"), ("ReferenceDate", "2027-03-31")]
    children = []
    for _number in range(rng.randrange(ROWS)):
        case = [*_items(rng, shapes["CINdetails"])]
        case += [
            (table, _items(rng, shapes[table]))
            for table in ("Assessments", "Section47", "CINplanDates", "ChildProtectionPlans")
        ]
        parts = [(t, _items(rng, shapes[t])) for t in ("ChildIdentifiers", "ChildCharacteristics")]
        children.append(("Child", [*parts, ("CINdetails", case)]))
    head = ("Header", [("CollectionDetails", header), ("Source", [("LEA", "201")])])
    return {"census.xml": _element("Message", [head, ("Children", children)]).encode()}


def _xml_hclic(rng: random.Random) -> Files:
    sections = [name.replace(" ", "") for name in kind_of("HCLIC").shapes]
    cases = []
    for number in range(rng.randrange(1, ROWS)):
        rows = [("Row", [("A", rng.choice(WORDS)), ("Born", "31/02/1990")]) for _n in range(2)]
        some = rng.sample(sections, rng.randrange(1, len(sections)))
        cases.append(("Case", [("CaseID", str(number)), *((name, rows) for name in some)]))
    return {"quarter.xml": _element("Return", [("Cases", cases)]).encode()}
