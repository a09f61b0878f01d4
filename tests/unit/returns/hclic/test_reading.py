"""H-CLIC files as they may come: sections within a case or in rows, and what is refused."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from almoner.reference.refusal import Refusal
from almoner.returns.files import Part
from almoner.returns.hclic.fields import CASE, NO_DATES, VALUES
from almoner.returns.hclic.reading import read_xml
from almoner.returns.submission import Request, check_files

NESTED = """<?xml version="1.0"?>
<Return xmlns="urn:made-up"><Cases>
 <Case><CaseID>7</CaseID>
  <Main><Applied>2025-05-01</Applied><Other/></Main>
  <People><Person><Born>1990-02-31</Born></Person><Person><Born>1991-02-28</Born></Person></People>
  <Support><Need>x</Need></Support>
  <Final_Duties><Decided>31/06/2025</Decided></Final_Duties>
 </Case>
 <Case><CaseID>8</CaseID><TemporaryAccommodation><Placed>x</Placed></TemporaryAccommodation></Case>
</Cases></Return>"""


def _read(text: str) -> dict[str, list[tuple[object, ...]]]:
    tables = read_xml(Part("q.xml", text.encode()))
    return {name: frame.select(CASE, VALUES, NO_DATES).rows() for name, frame in tables.items()}


def test_sections_within_a_case() -> None:
    assert _read(NESTED) == {
        "Main": [("7", "1", None)],
        "People": [("7", "1", "born=1990-02-31"), ("7", "1", None)],
        "Support": [("7", "1", None)],
        "Final duties": [("7", "1", "decided=31/06/2025")],
        "Temporary accommodation": [("8", "1", None)],
    }


def test_records_with_their_own_case() -> None:
    text = "<R><Relief><Row><CaseRef>1</CaseRef><A>a</A></Row><Row><A>b</A></Row></Relief></R>"
    assert _read(text) == {"Relief": [("1", "1", None), (None, "1", None)]}


def test_checked_from_the_file(tmp_path: Path) -> None:
    (tmp_path / "q.xml").write_text(NESTED)
    findings = check_files(Request("HCLIC", tmp_path / "q.xml", year="2025-26")).findings
    assert set(findings["rule"]) == {
        "HC-People-DATE", "HC-Finalduties-DATE", "HC-Temporaryaccommodation-MAIN",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("<Other><A>1</A></Other>", "no section"),
        ("<Return><Main>", "not well-formed"),
        ('<!DOCTYPE r [<!ENTITY a "b">]><r><Main><A>&a;</A></Main></r>', "document type"),
        ("", "not well-formed"),
    ],
)
def test_what_is_refused(text: str, why: str) -> None:
    with pytest.raises(Refusal, match=why):
        read_xml(Part("q.xml", text.encode()))


def test_a_file_without_any_case_is_read_once() -> None:
    """Looking for the case of each row among all others took minutes."""
    cases = "<Case><Main><A>1</A></Main></Case>" * 5_000
    started = time.process_time()
    assert len(_read(f"<R>{cases}</R>")["Main"]) == 5_000
    row = "<A>1</A>" * 5_000
    assert _read(f"<R><Main>{row}</Main></R>")["Main"] == [(None, "5000", None)]
    assert time.process_time() - started < 8
