"""Reading the XML of H-CLIC without its schema: sections by their names, rows by their case.

A section is an element whose name is a section's, letters alone and whatever its case. Where it
holds elements that hold others (people within People), each of these is a row, else it is one row
itself. The case is the nearest element named as a case's identifier: in the row, or beside it.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import polars as pl
from lxml import etree

from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.returns.files import Part, as_utf8, parts_of
from almoner.returns.hclic.fields import BY_PLAIN_NAME, CASE, NO_DATES, RECORD, SHAPES, VALUES
from almoner.returns.spreadsheets import plain

Row = dict[str, str | None]
Cases = dict[Any, str | None]
_CASE_NAMES = re.compile(r"^case(id|identifier|ref|reference|referencenumber|number|no)$")
_DAY = re.compile(r"^(?:(\d{4})-(\d\d)-(\d\d)|(\d\d)/(\d\d)/(\d{4}))(?:T.*)?$")
_OTHER_ENCODING = re.compile(rb"^\s*<\?xml[^>]*encoding\s*=\s*[\"'](?!utf-?8)", re.IGNORECASE)


def read(path: Path) -> Mapping[str, pl.DataFrame]:
    """The sections at `path`, a table each. Raises Refusal for what is not H-CLIC."""
    parts = parts_of(path, (".xml",))
    if len(parts) > 1:
        found = ", ".join(part.name for part in parts)
        raise Refusal(_("there is more than one XML file here"), file=path, found=found)
    return read_xml(parts[0])


def read_xml(part: Part) -> dict[str, pl.DataFrame]:
    """The sections of one file. Raises Refusal as `read` does, and for a document type."""
    root = _root(part)
    rows: dict[str, list[Row]] = {name: [] for name in SHAPES}
    known: Cases = {}
    for element in root.iter(etree.Element):
        section = BY_PLAIN_NAME.get(_name(element))
        if section is not None and len(element):
            rows[section] += [_row(record, element, known) for record in _records(element)]
    if not any(rows.values()):
        found = etree.QName(root).localname
        raise Refusal(
            _("no section of the collection is here"), file=part.name, found=found,
            expected=", ".join(SHAPES),
        )  # fmt: skip
    return {name: _frame(found) for name, found in rows.items() if found}


def _root(part: Part) -> Any:
    content = part.content if _OTHER_ENCODING.match(part.content) else as_utf8(part.content)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root: Any = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as broken:
        row = getattr(broken, "lineno", None)
        raise Refusal(_("this is not well-formed XML"), file=part.name, row=row) from broken
    if root.getroottree().docinfo.doctype:
        message = _("a document type is declared, which a return never has")
        raise Refusal(message, file=part.name)
    return root


def _frame(rows: list[Row]) -> pl.DataFrame:
    names = dict.fromkeys([CASE, VALUES, NO_DATES, *(name for row in rows for name in row)])
    return pl.DataFrame(
        [pl.Series(name, [row.get(name) for row in rows], dtype=pl.String) for name in names]
    )


def _name(element: Any) -> str:
    return plain(etree.QName(element).localname)


def _records(section: Any) -> list[Any]:
    inner = [child for child in section if len(child) and _name(child) not in BY_PLAIN_NAME]
    return inner or [section]


def _leaves(record: Any) -> Iterator[Any]:
    """Elements without others in them; those of a section within this one are its own."""
    for child in record:
        if not len(child):
            yield child
        elif _name(child) not in BY_PLAIN_NAME:
            yield from _leaves(child)


def _row(record: Any, section: Any, known: Cases) -> Row:
    filled = [leaf for leaf in _leaves(record) if leaf.text and leaf.text.strip()]
    values = [leaf for leaf in filled if not _CASE_NAMES.match(_name(leaf))]
    wrong = [f"{_name(leaf)}={leaf.text.strip()}" for leaf in values if _no_day(leaf.text)]
    told = {
        CASE: _case_of(record, known),
        VALUES: str(len(values)),
        NO_DATES: "; ".join(wrong) or None,
    }
    return told | _cells(record, section)


def _cells(record: Any, section: Any) -> Row:
    """What the row says: its element, and the text of each element in it by its path.

    No rule reads them, for there is no schema to read them by; they are kept with the row.
    """
    cells: Row = {RECORD: None if record is section else etree.QName(record).localname}
    seen: Counter[str] = Counter()
    for leaf in _leaves(record):
        path = [leaf, *itertools.takewhile(lambda one: one is not record, leaf.iterancestors())]
        name = "/".join(etree.QName(one).localname for one in reversed(path))
        seen[name] += 1
        cells[_numbered(name, seen[name])] = leaf.text
    return cells


def _numbered(name: str, number: int) -> str:
    return f"./{name}" if number == 1 else f"./{name}[{number}]"


def _case_of(record: Any, known: Cases) -> str | None:
    """The nearest case's identifier; `known` are those found beside earlier records, by the
    element that holds them, as a file without identifiers would be gone through for each record."""
    if record is None:
        return None
    if record not in known:
        known[record] = _case_in(record) or _case_of(record.getparent(), known)
    return known[record]


def _case_in(element: Any) -> str | None:
    for child in element:
        if not len(child) and child.text and _CASE_NAMES.match(_name(child)):
            return str(child.text)
    return None


def _no_day(text: str) -> bool:
    parts = _DAY.match(text.strip())
    if parts is None:
        return False
    year, month, day = parts.group(1, 2, 3) if parts[1] else parts.group(6, 5, 4)
    try:
        dt.date(int(year), int(month), int(day))
    except ValueError:
        return True
    return False
