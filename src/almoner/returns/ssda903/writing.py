"""Writing an SSDA903: CSV lists, or one XML file."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
from lxml import etree

from almoner.returns.ssda903.fields import FILES, SHAPES
from almoner.returns.writing import Files, Tables, csv_files

Row = Mapping[str, str | None]
_NAMES = {"CHILD": "CHILDID", "PLACE": "PL"}
_SHARED = ("CHILD", "SEX", "DOB")
# Lists of which the schema has one row a child, its items in the header itself.
_IN_HEADER = ("UASC", "OC3", "AD1")
# Repeated groups: list -> element. Those after the header stand beside it.
_GROUPS = {
    "PlacedAdoption": "AD_PLACED",
    "Missing": "AMISSING",
    "Reviews": "AREVIEW",
    "PrevPerm": "PERMANENCE",
    "OC2": "OC2",
    "SWEpisodes": "SW_EPISODE",
    "DoLo": "DOLO",
}


def as_csv(tables: Tables) -> Files:
    """A CSV file a list, under the names of the collection."""
    return csv_files(tables, {table: stem for stem, table in FILES.items()})


def as_xml(tables: Tables) -> Files:
    """One XML file: an element a child, with its header and its episodes."""
    root = etree.Element("EXPSSDA903")
    lists = {name: _by_child(name, frame) for name, frame in tables.items() if name != "Header"}
    header = tables["Header"] if "Header" in tables else pl.DataFrame({"CHILD": []})
    for row in _upper(header).iter_rows(named=True):
        own = {name: rows.pop(row["CHILD"], []) for name, rows in lists.items()}
        _add_child(root, row, own)
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return {"ssda903.xml": content}


def _by_child(name: str, frame: pl.DataFrame) -> dict[str | None, list[Row]]:
    found: dict[str | None, list[Row]] = {}
    for row in _upper(frame).iter_rows(named=True):
        full = {field: row.get(field) for field in SHAPES[name].columns}
        found.setdefault(row["CHILD"], []).append(full)
    return found


def _upper(frame: pl.DataFrame) -> pl.DataFrame:
    names = {name: name.strip().upper() for name in frame.columns}
    return frame.rename(names) if len(set(names.values())) == len(names) else frame


def _add_child(root: etree._Element, header: Row, lists: dict[str, list[Row]]) -> None:
    child = etree.SubElement(root, "CHILD")
    top = etree.SubElement(child, "HEADER")
    for field in SHAPES["Header"].columns:
        _add(top, field, header.get(field))
    said = header.get("UASC")
    _add(top, "UASC", said if said is not None else "1" if lists.get("UASC") else "0")
    for name in _IN_HEADER:
        _add_once(top, name, header, lists.get(name, []))
    for name, tag in _GROUPS.items():
        for row in lists.get(name, []):
            _add_group(top, tag, _own(name), row, header)
    for row in lists.get("Episodes", []):
        _add_group(child, "EPISODE", _own("Episodes"), row, header)


def _add_once(top: etree._Element, name: str, header: Row, rows: list[Row]) -> None:
    """The items of the one row in the header; further rows, or one apart, as groups."""
    for number, row in enumerate(rows):
        agrees = all(row.get(field) == header.get(field) for field in _SHARED if field in row)
        filled = name == "UASC" or any((row[field] or "").strip() for field in _own(name))
        if number == 0 and agrees and filled:
            for field in _own(name):
                _add(top, field, row[field])
        else:
            _add_group(top, name, _own(name), row, header)


def _add_group(parent: etree._Element, tag: str, fields: list[str], row: Row, header: Row) -> None:
    group = etree.SubElement(parent, tag)
    for field in ("SEX", "DOB"):
        if field in row and row[field] != header.get(field):
            _add(group, field, row[field])
    for field in fields:
        _add(group, field, row[field])


def _own(name: str) -> list[str]:
    return [field for field in SHAPES[name].columns if field not in _SHARED]


def _add(parent: etree._Element, field: str, text: str | None) -> None:
    etree.SubElement(parent, _NAMES.get(field, field)).text = text


FORMS = {"csv": as_csv, "xml": as_xml}
