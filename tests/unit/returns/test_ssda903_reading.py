"""What a council sends as an SSDA903: folders, zips, gzip, encodings, XML, and what is refused."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest

from almoner.reference.refusal import Refusal
from almoner.returns.ssda903.fields import FILES, SHAPES
from almoner.returns.ssda903.reading import read

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,F,01/02/2010,WBRI,,,\n"
EPISODES = ",".join(SHAPES["Episodes"].columns) + "\n1,01/05/2026,S,C2,N1,U4,PR1,,,,,,\n"


def test_a_folder_of_lists_in_any_compression(tmp_path: Path) -> None:
    (tmp_path / "header.csv").write_text(HEADER)
    (tmp_path / "2026-Episodes.CSV.gz").write_bytes(gzip.compress(EPISODES.encode()))
    (tmp_path / "notes.txt").write_text("not a list")
    tables = read(tmp_path)
    assert set(tables) == {"Header", "Episodes"}
    assert tables["Episodes"]["DECOM"].to_list() == ["01/05/2026"]


def test_every_list_is_told_by_its_name(tmp_path: Path) -> None:
    for stem, table in FILES.items():
        (tmp_path / f"{stem}.csv").write_text(",".join(SHAPES[table].columns) + "\n")
    assert set(read(tmp_path)) == set(FILES.values())


def test_a_list_with_another_name_is_told_by_its_columns(tmp_path: Path) -> None:
    (tmp_path / "export.csv").write_text("CHILD,DOB,REVIEW,REVIEW_CODE\n1,,01/05/2026,PN1\n")
    assert set(read(tmp_path)) == {"Reviews"}


def test_a_zip(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "return.zip", "w") as archive:
        archive.writestr("903/header.csv", HEADER)
        archive.writestr("__MACOSX/903/header.csv", "rubbish")
    assert read(tmp_path / "return.zip")["Header"].height == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "header.csv").write_bytes(HEADER.replace("1,F", "Zoë,F").encode(encoding))
    assert read(tmp_path)["Header"]["CHILD"].to_list() == ["Zoë"]


def test_blank_lines_are_no_rows(tmp_path: Path) -> None:
    row = HEADER.splitlines()[1]
    text = f"\r\n{HEADER}\r\n  \r\n{row}\r\n{',' * 6}\r\n\r\n\r\n"
    (tmp_path / "header.csv").write_text(text, newline="")
    assert read(tmp_path)["Header"]["CHILD"].to_list() == ["1", "1", None]


def test_columns_in_another_order_and_case(tmp_path: Path) -> None:
    (tmp_path / "reviews.csv").write_text("review_code, review ,DOB,child,extra\nPN1,x,y,1,z\n")
    frame = read(tmp_path)["Reviews"]
    assert frame.select("CHILD", "REVIEW", "REVIEW_CODE").row(0) == ("1", "x", "PN1")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("header.csv", "CHILD,SEX,DOB\n1,F,\n", "columns are missing: ETHNIC, UPN, MOTHER, MC_DOB"),
        ("header.csv", EPISODES, "the name says Header but the columns are those of Episodes"),
        ("some.csv", "A,B\n1,2\n", "none of the return's lists"),
        ("header.csv", "", "the file is empty"),
        ("header.csv", HEADER + "2,F,,,,,,8,9\n", "row 3: this row has too many cells; found 9"),
    ],
)
def test_refusals_say_what_was_found(tmp_path: Path, name: str, text: str, said: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(Refusal) as refused:
        read(tmp_path)
    assert said in str(refused.value)


def test_one_list_twice_is_refused(tmp_path: Path) -> None:
    for year in ("2025", "2026"):
        (tmp_path / f"{year}-header.csv").write_text(HEADER)
    with pytest.raises(Refusal, match="the list Header is here twice"):
        read(tmp_path)


@pytest.mark.parametrize("name", ["nowhere", "empty"])
def test_nothing_there(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(Refusal):
        read(tmp_path / name)


@pytest.mark.parametrize("name", ["bad.zip", "header.csv.gz"])
def test_broken_packing(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"PK\x03\x04 not really")
    with pytest.raises(Refusal):
        read(tmp_path / name)


XML = """<?xml version="1.0"?><EXPSSDA903><CHILD><HEADER><CHILDID>7</CHILDID><SEX>F</SEX>
<DOB>01/02/2008</DOB><ETHNIC>WBRI</ETHNIC><UASC>1</UASC><DUC>01/02/2026</DUC>
<IN_TOUCH>YES</IN_TOUCH><ACTIV>F2</ACTIV><ACCOM>U1</ACCOM>
<AREVIEW><REVIEW>01/05/2026</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW>
<AREVIEW><REVIEW>01/09/2026</REVIEW><REVIEW_CODE>PN2</REVIEW_CODE></AREVIEW>
<AMISSING><MISSING>M</MISSING><MIS_START>03/05/2026</MIS_START><MIS_END/></AMISSING>
<PERMANENCE><PREV_PERM>Z1</PREV_PERM></PERMANENCE>
<OC2><SDQ_SCORE>9</SDQ_SCORE></OC2>
<AD_PLACED><DATE_PLACED>04/05/2026</DATE_PLACED></AD_PLACED></HEADER>
<EPISODE><DECOM>01/05/2026</DECOM><RNE>S</RNE><PL>U4</PL></EPISODE>
<EPISODE><DECOM>01/06/2026</DECOM><RNE>P</RNE><PL>K2</PL></EPISODE></CHILD>
<CHILD><HEADER><CHILDID>8</CHILDID><UASC/></HEADER></CHILD></EXPSSDA903>"""


def test_xml_becomes_the_same_lists(tmp_path: Path) -> None:
    file = tmp_path / "return.xml.gz"
    file.write_bytes(gzip.compress(XML.encode()))
    tables = read(file)
    assert tables["Header"]["CHILD"].to_list() == ["7", "8"]
    assert tables["Header"]["UASC"].to_list() == ["1", None]
    assert tables["Episodes"].select("CHILD", "PLACE").rows() == [("7", "U4"), ("7", "K2")]
    assert tables["Reviews"]["DOB"].to_list() == ["01/02/2008"] * 2
    assert tables["Missing"].row(0) == ("7", "01/02/2008", "M", "03/05/2026", None)
    assert {t: tables[t].height for t in ("UASC", "OC3", "AD1", "OC2", "PrevPerm")} == {
        "UASC": 1, "OC3": 1, "AD1": 0, "OC2": 1, "PrevPerm": 1,
    }  # fmt: skip
    assert tables["PlacedAdoption"].height == 1


BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><EXPSSDA903>&b;</EXPSSDA903>'
)
THIEF = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><EXPSSDA903>&a;</EXPSSDA903>'


@pytest.mark.parametrize(
    "text", [BOMB, THIEF, "<EXPSSDA903><CHILD></EXPSSDA903>", "<Message/>", "", "words", "<"]
)
def test_xml_that_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "return.xml").write_text(text)
    with pytest.raises(Refusal):
        read(tmp_path)
