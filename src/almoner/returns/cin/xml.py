"""Reading the XML of the census: nested, a child at a time, made into flat tables.

A case is numbered from 1 within its child, an assessment and a plan from 1 within their case; these
numbers are the keys by which the flat tables hang together.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import polars as pl
from lxml import etree

from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.returns.cin.fields import OTHER_NAMES, SHAPES, TABLES
from almoner.returns.files import Part, as_utf8

Row = dict[str, str | None]
Rows = dict[str, list[Row]]
_OTHER_ENCODING = re.compile(rb"^\s*<\?xml[^>]*encoding\s*=\s*[\"'](?!utf-?8)", re.IGNORECASE)


def read_xml(part: Part) -> dict[str, pl.DataFrame]:
    """The eleven tables of a census as text, in document order.

    Raises Refusal for text that is not XML, is not a census, or declares a document type.
    """
    rows: Rows = {table: [] for table in TABLES}
    for element in _elements(part):
        if _name(element) == "Header":
            rows["Header"].append(_leaves(element.iter()))
        else:
            _take_child(element, rows)
    if not rows["Header"]:
        raise Refusal(_("there is no header in this file"), file=part.name)
    return {table: _frame(table, rows[table]) for table in TABLES}


def _frame(table: str, rows: list[Row]) -> pl.DataFrame:
    return pl.DataFrame(
        [
            pl.Series(name, [row.get(name) for row in rows], dtype=pl.String)
            for name in SHAPES[table].columns
        ]
    )


def _elements(part: Part) -> Iterator[Any]:
    # A census may name another encoding; all else is UTF-8, or Windows-1252 taken for it.
    content = part.content if _OTHER_ENCODING.match(part.content) else as_utf8(part.content)
    events = etree.iterparse(
        io.BytesIO(content), events=("end",), tag=("{*}Header", "{*}Child"),
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    seen = False
    try:
        for _event, element in events:
            if not seen:
                _refuse_another(part, element.getroottree())
            seen = True
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as broken:
        row = broken.lineno
        raise Refusal(_("this is not well-formed XML"), file=part.name, row=row) from broken
    if not seen:
        _refuse_another(part, events.root.getroottree())


def _refuse_another(part: Part, tree: Any) -> None:
    if tree.docinfo.doctype:
        raise Refusal(_("a document type is declared, which a return never has"), file=part.name)
    if _name(tree.getroot()) != "Message":
        message = _("this is another kind of XML file")
        raise Refusal(message, file=part.name, found=tree.getroot().tag, expected="Message")


def _name(element: Any) -> str:
    name = str(element.tag)
    return name.rpartition("}")[2] if name.startswith("{") else name


def _leaves(elements: Any) -> Row:
    found: Row = {}
    for element in elements:
        if not len(element):
            name = _name(element)
            found.setdefault(OTHER_NAMES.get(name, name), element.text)
    return found


def _take_child(child: Any, rows: Rows) -> None:
    parts = _by_name(child)
    own = [_leaves(element) for element in parts.get("childidentifiers", [])] or [{}]
    key: Row = {"LAchildID": own[0].get("LAchildID")}
    # A child without identifiers or characteristics still has a row, on which their absence shows.
    rows["ChildIdentifiers"] += own
    traits = parts.get("childcharacteristics", [])
    rows["ChildCharacteristics"] += [_leaves(element) | key for element in traits] or [key]
    for element in traits:
        rows["Disabilities"] += _repeated(element, "disabilities", "Disability", key)
    for number, case in enumerate(parts.get("cindetails", []), start=1):
        _take_case(case, key | {"CINdetailsID": str(number)}, rows)


def _take_case(case: Any, key: Row, rows: Rows) -> None:
    parts = _by_name(case)
    rows["CINdetails"].append(_leaves(case) | key)
    for number, assessment in enumerate(parts.get("assessments", []), start=1):
        own = key | {"AssessmentID": str(number)}
        rows["Assessments"].append(_leaves(assessment) | own)
        rows["AssessmentFactorsList"] += _repeated(
            assessment, "factorsidentifiedatassessment", "AssessmentFactors", own
        )
    rows["CINplanDates"] += [_leaves(plan) | key for plan in parts.get("cinplandates", [])]
    rows["Section47"] += [_leaves(enquiry) | key for enquiry in parts.get("section47", [])]
    for number, plan in enumerate(parts.get("childprotectionplans", []), start=1):
        own = key | {"CPPID": str(number)}
        rows["ChildProtectionPlans"].append(_leaves(plan) | own)
        for review in _by_name(plan).get("reviews", []):
            days = [leaf.text for leaf in review if _name(leaf) == "CPPreviewDate"]
            rows["Reviews"] += [own | {"CPPreviewDate": day} for day in days or [None]]


def _repeated(parent: Any, group: str, field: str, key: Row) -> list[Row]:
    groups = _by_name(parent).get(group, [])
    return [key | {field: leaf.text} for element in groups for leaf in element]


def _by_name(parent: Any) -> dict[str, list[Any]]:
    # In lower case, because schema and software write CINPlanDates in more than one way.
    found: dict[str, list[Any]] = {}
    for element in parent:
        found.setdefault(_name(element).lower(), []).append(element)
    return found
