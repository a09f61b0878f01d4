"""Reading the XML of the census: nested, a child at a time, made into flat tables.

A case is numbered from 1 within its child, an assessment and a plan from 1 within their case; these
numbers are the keys by which the flat tables hang together.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import polars as pl
from lxml import etree

from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.returns.cin.fields import OTHER_NAMES, SHAPES, TABLES
from almoner.returns.files import Part, as_utf8
from almoner.returns.progress import tell

Row = dict[str, str | None]
Rows = dict[str, list[Row]]
Groups = dict[str, list[Any]]
_GROUPS = frozenset(table.lower() for table in TABLES) | {"factorsidentifiedatassessment"}
_OTHER_ENCODING = re.compile(rb"^\s*<\?xml[^>]*encoding\s*=\s*[\"'](?!utf-?8)", re.IGNORECASE)


def read_xml(part: Part) -> dict[str, pl.DataFrame]:
    """The eleven tables of a census as text, in document order.

    Raises Refusal for text that is not XML, is not a census, or declares a document type.
    """
    rows: Rows = {table: [] for table in TABLES}
    for element in _elements(part):
        if _meaning(element.tag)[0] == "header":
            rows["Header"].append(_opened(element.iter())[0])
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
    stream = io.BytesIO(content)
    events = etree.iterparse(
        stream, events=("end",), tag=("{*}Header", "{*}Child"),
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    seen, reading = False, _("reading {file}").format(file=part.name)
    try:
        for _event, element in events:
            if not seen:
                _refuse_another(part, element.getroottree())
            seen = True
            yield element
            tell(reading, stream.tell(), len(content))
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
    if _meaning(tree.getroot().tag)[0] != "Message":
        message = _("this is another kind of XML file")
        raise Refusal(message, file=part.name, found=tree.getroot().tag, expected="Message")


@lru_cache(maxsize=512)
def _meaning(tag: str) -> tuple[str, bool]:
    """What a tag stands for: a group of the census, or a field."""
    name = tag.rpartition("}")[2]
    # Schema and software write CINPlanDates in more than one way.
    group = name.lower()
    return (group, True) if group in _GROUPS else (OTHER_NAMES.get(name, name), False)


def _opened(parent: Any) -> tuple[Row, Groups]:
    """The fields that stand in an element, and the groups in it by name."""
    fields: Row = {}
    groups: Groups = {}
    for element in parent:
        name, is_group = _meaning(element.tag)
        if is_group:
            groups.setdefault(name, []).append(element)
        elif name not in fields:
            fields[name] = element.text
    return fields, groups


def _take_child(child: Any, rows: Rows) -> None:
    _fields, groups = _opened(child)
    own = [_opened(element)[0] for element in groups.get("childidentifiers", ())] or [{}]
    key: Row = {"LAchildID": own[0].get("LAchildID")}
    # A child without identifiers or characteristics still has a row, on which their absence shows.
    rows["ChildIdentifiers"] += own
    traits = [_opened(element) for element in groups.get("childcharacteristics", ())]
    rows["ChildCharacteristics"] += [fields | key for fields, _parts in traits] or [key]
    for _trait, parts in traits:
        rows["Disabilities"] += _repeated(parts.get("disabilities", ()), "Disability", key)
    for number, case in enumerate(groups.get("cindetails", ()), start=1):
        _take_case(case, key | {"CINdetailsID": str(number)}, rows)


def _take_case(case: Any, key: Row, rows: Rows) -> None:
    fields, groups = _opened(case)
    rows["CINdetails"].append(fields | key)
    for number, assessment in enumerate(groups.get("assessments", ()), start=1):
        own = key | {"AssessmentID": str(number)}
        fields, parts = _opened(assessment)
        rows["Assessments"].append(fields | own)
        factors = parts.get("factorsidentifiedatassessment", ())
        rows["AssessmentFactorsList"] += _repeated(factors, "AssessmentFactors", own)
    for group, table in (("cinplandates", "CINplanDates"), ("section47", "Section47")):
        rows[table] += [_opened(element)[0] | key for element in groups.get(group, ())]
    for number, plan in enumerate(groups.get("childprotectionplans", ()), start=1):
        own = key | {"CPPID": str(number)}
        fields, parts = _opened(plan)
        rows["ChildProtectionPlans"].append(fields | own)
        for review in parts.get("reviews", ()):
            # A review without a date is a row, too: it is a finding.
            days = [leaf.text for leaf in review if _meaning(leaf.tag)[0] == "CPPreviewDate"]
            rows["Reviews"] += [own | {"CPPreviewDate": day} for day in days or [None]]


def _repeated(groups: Iterable[Any], field: str, key: Row) -> list[Row]:
    return [key | {field: leaf.text} for group in groups for leaf in group]
