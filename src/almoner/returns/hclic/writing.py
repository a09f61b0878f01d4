"""Writing H-CLIC: its sections, each row as the elements that it was read from."""

from __future__ import annotations

import re
from collections.abc import Mapping

import polars as pl
from lxml import etree

from almoner.returns.hclic.fields import CASE, NO_DATES, RECORD, VALUES
from almoner.returns.writing import Files, Tables

Row = Mapping[str, str | None]
_PATH = "./"
_NUMBERED = re.compile(r"\[\d+\]$")


def as_xml(tables: Tables) -> Files:
    """One XML file: a section element a row."""
    root = etree.Element("HCLIC")
    for name, frame in tables.items():
        for row in frame.iter_rows(named=True):
            _add_row(etree.SubElement(root, re.sub(r"\W+", "", name.title())), row)
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return {"hclic.xml": content}


def _add_row(section: etree._Element, row: Row) -> None:
    own = row.get(RECORD)
    record = etree.SubElement(section, own) if own else section
    paths = [name for name in row if name.startswith(_PATH) and name != RECORD]
    said = [name for name in paths if row[name] is not None]
    # A case that stood beside the row, and not in it, stands beside it again.
    if row.get(CASE) is not None and not any(row[name] == row[CASE] for name in said):
        section.insert(0, _leaf(CASE, row[CASE]))
    for name in said or paths[:1]:
        _add(record, _NUMBERED.sub("", name.removeprefix(_PATH)).split("/"), row[name])


def _leaf(tag: str, text: str | None) -> etree._Element:
    element = etree.Element(tag)
    element.text = text
    return element


def _add(parent: etree._Element, path: list[str], text: str | None) -> None:
    for tag in path[:-1]:
        found = parent.find(tag)
        parent = found if found is not None else etree.SubElement(parent, tag)
    parent.append(_leaf(path[-1], text))


def tidy(tables: Tables) -> dict[str, pl.DataFrame]:
    """The tables in the columns that a rule reads; each is made of all that a row says."""
    return {name: frame.select(CASE, VALUES, NO_DATES) for name, frame in tables.items()}


TIDY = tidy
FORMS = {"xml": as_xml}
