"""Damaged censuses: read or refused with a sentence, never anything else."""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from almoner.reference.refusal import Refusal
from almoner.returns import check
from almoner.returns.cin.fields import SHAPES, TABLES
from almoner.returns.cin.reading import read
from almoner.returns.cin.xml import read_xml
from almoner.returns.files import Part

WHOLE = (
    "<?xml version='1.0' encoding='UTF-8'?><Message><Header><CollectionDetails>"
    "<Collection>CIN</Collection><Year>2027</Year><ReferenceDate>2027-03-31</ReferenceDate>"
    "</CollectionDetails></Header><Children><Child><ChildIdentifiers><LAchildID>Zoë1</LAchildID>"
    "</ChildIdentifiers><ChildCharacteristics><Disabilities><Disability>AUT</Disability>"
    "</Disabilities></ChildCharacteristics><CINdetails><CINreferralDate>2026-05-01"
    "</CINreferralDate><Assessments><FactorsIdentifiedAtAssessment><AssessmentFactors>1A"
    "</AssessmentFactors></FactorsIdentifiedAtAssessment></Assessments><ChildProtectionPlans>"
    "<Reviews><CPPreviewDate>2026-06-01</CPPreviewDate></Reviews></ChildProtectionPlans>"
    "<ReferralNFA>0</ReferralNFA></CINdetails></Child></Children></Message>"
).encode()
PIECES = st.sampled_from(
    [b"", b"<", b">", b"&", b"&a;", b"\x00", b"\xff", b"<Child>", b"</Child>", b"<Header/>",
     b"<!--", b"<![CDATA[", b"<!DOCTYPE a [<!ENTITY a 'b'>]>", b"<?xml?>", b"\xfe\xff",
     b"<CINdetails/>", b"<Reviews/>", b'<Child xmlns="x">', b"2026-02-31"]
)  # fmt: skip
CUTS = st.lists(
    st.tuples(st.integers(0, len(WHOLE)), st.integers(0, 60), PIECES), min_size=1, max_size=4
)


@settings(max_examples=150, deadline=None)
@given(CUTS)
def test_damaged_xml_is_read_or_refused(cuts: list[tuple[int, int, bytes]]) -> None:
    content = WHOLE
    for start, length, piece in cuts:
        content = content[:start] + piece + content[start + length :]
    with contextlib.suppress(Refusal):
        tables = read_xml(Part("cin.xml", content))
        assert tuple(tables) == TABLES
        for table, frame in tables.items():
            assert tuple(frame.columns) == SHAPES[table].columns
        check("CIN", tables, year="2026-27", rules=["8500", "8600", "8842Q"])


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(TABLES), st.binary(max_size=80), st.booleans())
def test_damaged_lists_are_read_or_refused(table: str, rest: bytes, headed: bool) -> None:
    heading = ",".join(SHAPES[table].columns).encode() + b"\n" if headed else b""
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / f"{table}.csv").write_bytes(heading + rest)
        with contextlib.suppress(Refusal):
            assert set(read(Path(name))) <= set(TABLES)
