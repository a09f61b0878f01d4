"""Reading the XML form of the SSDA903.

Each child is a CHILD element with a HEADER and its EPISODEs. A repeated group (reviews, missing
spells, placed for adoption) is an element whose own elements are the fields of one list; which
list is told by those fields, not by the group's name, so that the groups of later years are read
too. Care-leaver and adoption items stand in the HEADER itself.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import polars as pl
from lxml import etree

from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.returns.files import Part
from almoner.returns.progress import tell
from almoner.returns.ssda903.fields import SHAPES, TABLES

RENAMED = {"CHILDID": "CHILD", "PL": "PLACE"}
_SHARED = frozenset({"CHILD", "DOB", "SEX"})
# Lists whose items may stand in the HEADER itself.
_IN_HEADER = ("UASC", "OC3", "AD1", "OC2", "PrevPerm")
Row = dict[str, str | None]


def read_xml(part: Part) -> dict[str, pl.DataFrame]:
    """The tables of an XML return as text, in document order.

    Raises Refusal for text that is not XML, is not an SSDA903, or declares entities.
    """
    rows: dict[str, list[Row]] = {table: [] for table in TABLES}
    for child in _children(part):
        _take(child, rows)
    kept = {t for t in TABLES if rows[t] or t not in ("SWEpisodes", "DoLo")}
    return {t: _frame(t, rows[t]) for t in TABLES if t in kept}


def _frame(table: str, rows: list[Row]) -> pl.DataFrame:
    names = [*SHAPES[table].columns, *(["UASC"] if table == "Header" else [])]
    return pl.DataFrame(
        [pl.Series(name, [row.get(name) for row in rows], dtype=pl.String) for name in names]
    )


def _children(part: Part) -> Iterator[Any]:
    stream = io.BytesIO(part.content)
    events = etree.iterparse(
        stream, events=("start", "end"), resolve_entities=False,
        no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
    )  # fmt: skip
    root, reading = None, _("reading {file}").format(file=part.name)
    try:
        for event, element in events:
            if root is None:
                root = element
                _refuse_another(part, root)
            if event == "end" and element.tag == "CHILD" and element.getparent() is root:
                yield element
                tell(reading, stream.tell(), len(part.content))
                element.clear()
                while element.getprevious() is not None:
                    del root[0]
    except etree.XMLSyntaxError as broken:
        row = broken.lineno
        raise Refusal(_("this is not well-formed XML"), file=part.name, row=row) from broken


def _refuse_another(part: Part, root: Any) -> None:
    if root.getroottree().docinfo.doctype:
        raise Refusal(_("a document type is declared, which a return never has"), file=part.name)
    if "903" not in str(root.tag):
        message = _("this is another kind of XML file")
        raise Refusal(message, file=part.name, found=root.tag, expected="EXPSSDA903")


def _take(child: Any, rows: dict[str, list[Row]]) -> None:
    loose: Row = {}
    groups: list[Row] = []
    for element in child:
        if element.tag == "HEADER":
            _sort_out(element, loose, groups)
        elif len(element):
            groups.append(_leaves(element))
        else:
            loose[_name(element)] = element.text
    shared: Row = {name: loose.get(name) for name in _SHARED}
    rows["Header"].append(loose)
    for table in _IN_HEADER:
        if _speaks_of(table, loose):
            rows[table].append(loose)
    for group in groups:
        owner = _table_of(group)
        if owner:
            rows[owner].append({**shared, **group})


def _sort_out(header: Any, loose: Row, groups: list[Row]) -> None:
    for element in header:
        if len(element):
            groups.append(_leaves(element))
        else:
            loose[_name(element)] = element.text


def _leaves(element: Any) -> Row:
    return {_name(leaf): leaf.text for leaf in element if not len(leaf)}


def _name(element: Any) -> str:
    return RENAMED.get(str(element.tag), str(element.tag))


def _own(table: str) -> set[str]:
    return set(SHAPES[table].columns) - _SHARED


def _speaks_of(table: str, loose: Row) -> bool:
    if table == "UASC" and (loose.get("UASC") or "").strip() == "1":
        return True
    return any((loose.get(name) or "").strip() for name in _own(table))


def _table_of(group: Row) -> str | None:
    names = set(group) - _SHARED
    fits = {table: len(names & _own(table)) for table in TABLES if table != "Header"}
    best = max(fits, key=lambda table: fits[table])
    return best if fits[best] else None
