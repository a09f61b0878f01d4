"""Writing a children in need census: the XML of the collection, or its flattened CSV lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl
from lxml import etree

from almoner.returns.cin.fields import CASE, CHILD, SHAPES, TABLES
from almoner.returns.writing import Files, Tables, csv_files

Row = Mapping[str, str | None]
Group = dict[tuple[str | None, ...], list[Row]]
_DETAILS = ("Collection", "Year", "ReferenceDate")
_SOURCE = ("SourceLevel", "LEA", "SoftwareCode", "Release", "SerialNo", "DateTime")
_KEYS: dict[str, tuple[str, ...]] = {
    "CINdetails": (CHILD,),
    "Assessments": CASE,
    "AssessmentFactorsList": (*CASE, "AssessmentID"),
    "CINplanDates": CASE,
    "Section47": CASE,
    "ChildProtectionPlans": CASE,
    "Reviews": (*CASE, "CPPID"),
    "ChildIdentifiers": (CHILD,),
    "ChildCharacteristics": (CHILD,),
    "Disabilities": (CHILD,),
}
_OWN_KEYS = {"CINdetails": "CINdetailsID", "Assessments": "AssessmentID",
             "ChildProtectionPlans": "CPPID"}  # fmt: skip
_FALLS_LAST = ("ReferralNFA",)
"""Fields of a case that the schema has after its groups."""


def as_csv(tables: Tables) -> Files:
    """A CSV file a table."""
    return csv_files(tables)


def as_xml(tables: Tables) -> Files:
    """One XML file: header, then an element a child, its cases in it."""
    root = etree.Element("Message")
    groups = {name: _grouped(name, tables.get(name)) for name in _KEYS}
    _add_header(root, tables.get("Header"))
    children = etree.SubElement(root, "Children")
    for row in _rows("ChildIdentifiers", tables.get("ChildIdentifiers")):
        _add_child(children, row, groups)
    etree.indent(root)
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return {"cin-census.xml": content}


def _rows(name: str, frame: pl.DataFrame | None) -> list[Row]:
    if frame is None:
        return []
    return [{f: row.get(f) for f in SHAPES[name].columns} for row in frame.iter_rows(named=True)]


def _grouped(name: str, frame: pl.DataFrame | None) -> Group:
    found: Group = {}
    for row in _rows(name, frame):
        found.setdefault(tuple(row[key] for key in _KEYS[name]), []).append(row)
    return found


def _add_header(root: etree._Element, frame: pl.DataFrame | None) -> None:
    # The reader takes one header; a second row of it shows when the file is read back.
    row = next(iter(_rows("Header", frame)), {})
    header = etree.SubElement(root, "Header")
    for group, fields in (("CollectionDetails", _DETAILS), ("Source", _SOURCE)):
        _add_fields(etree.SubElement(header, group), fields, row)


def _add_child(parent: etree._Element, row: Row, groups: Mapping[str, Group]) -> None:
    key = (row[CHILD],)
    child = etree.SubElement(parent, "Child")
    top = etree.SubElement(child, "ChildIdentifiers")
    _add_fields(top, SHAPES["ChildIdentifiers"].columns, row)
    disabilities = groups["Disabilities"].pop(key, [])
    for number, traits in enumerate(groups["ChildCharacteristics"].pop(key, [])):
        about = etree.SubElement(child, "ChildCharacteristics")
        _add_fields(about, ("Ethnicity",), traits)
        if number == 0 and disabilities:
            _add_leaves(etree.SubElement(about, "Disabilities"), "Disability", disabilities)
    for case in groups["CINdetails"].pop(key, []):
        _add_case(child, case, groups)


def _add_case(parent: etree._Element, case: Row, groups: Mapping[str, Group]) -> None:
    key = (case[CHILD], case["CINdetailsID"])
    top = etree.SubElement(parent, "CINdetails")
    fields = [name for name in SHAPES["CINdetails"].columns if name not in CASE]
    _add_fields(top, [name for name in fields if name not in _FALLS_LAST], case)
    for row in groups["Assessments"].pop(key, []):
        part = _add_group(top, "Assessments", row)
        factors = groups["AssessmentFactorsList"].pop((*key, row["AssessmentID"]), [])
        if factors:
            element = etree.SubElement(part, "FactorsIdentifiedAtAssessment")
            _add_leaves(element, "AssessmentFactors", factors)
    for name, tag in (("CINplanDates", "CINPlanDates"), ("Section47", "Section47")):
        for row in groups[name].pop(key, []):
            _add_group(top, name, row, tag)
    _add_fields(top, _FALLS_LAST, case)
    for row in groups["ChildProtectionPlans"].pop(key, []):
        part = _add_group(top, "ChildProtectionPlans", row)
        for review in groups["Reviews"].pop((*key, row["CPPID"]), []):
            _add_leaves(etree.SubElement(part, "Reviews"), "CPPreviewDate", [review])


def _add_group(parent: etree._Element, name: str, row: Row, tag: str = "") -> etree._Element:
    keys = {*_KEYS[name], _OWN_KEYS.get(name, "")}
    element = etree.SubElement(parent, tag or name)
    _add_fields(element, [field for field in SHAPES[name].columns if field not in keys], row)
    return element


def _add_fields(parent: etree._Element, fields: Iterable[str], row: Row) -> None:
    for field in fields:
        if row.get(field) is not None:
            etree.SubElement(parent, field).text = row[field]


def _add_leaves(parent: etree._Element, tag: str, rows: Iterable[Row]) -> None:
    for row in rows:
        etree.SubElement(parent, tag).text = row[tag]


def tidy(tables: Tables) -> dict[str, pl.DataFrame]:
    """The tables with their keys numbered as the reader of the XML numbers them.

    A case is numbered within its child, an assessment and a plan within their case.
    """
    found = {name: frame for name, frame in tables.items() if name in TABLES}
    for name, own in _OWN_KEYS.items():
        if name in found and own in found[name].columns:
            numbers = _numbers(found[name], name, own)
            below = [other for other in _KEYS if own in found.get(other, pl.DataFrame()).columns]
            for other in below:
                found[other] = _renumbered(found[other], numbers, own)
    return found


def _numbers(frame: pl.DataFrame, name: str, own: str) -> pl.DataFrame:
    keys = list(_KEYS[name])
    number = pl.int_range(1, pl.len() + 1).over(keys).cast(pl.String).alias("number")
    return frame.select(*keys, own, number).unique([*keys, own], keep="first", maintain_order=True)


def _renumbered(frame: pl.DataFrame, numbers: pl.DataFrame, own: str) -> pl.DataFrame:
    on = [name for name in numbers.columns if name != "number"]
    joined = frame.join(numbers, on=on, how="left", maintain_order="left", nulls_equal=True)
    return joined.with_columns(pl.col("number").alias(own)).drop("number")


TIDY = tidy
FORMS = {"xml": as_xml, "csv": as_csv}
