"""What a council sends as a children in need census: XML, flattened lists, and what is refused."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from almoner.reference.refusal import Refusal
from almoner.returns import check
from almoner.returns.cin.fields import SHAPES, TABLES
from almoner.returns.cin.reading import read
from almoner.returns.submission import Request, check_files

HEADER = (
    "<Header><CollectionDetails><Collection>CIN</Collection><Year>2027</Year>"
    "<ReferenceDate>2027-03-31</ReferenceDate></CollectionDetails>"
    "<Source><SourceLevel>L</SourceLevel><LEA>201</LEA></Source></Header>"
)
CHILD = """<Child>
  <ChildIdentifiers><LAchildID>{id}</LAchildID><PersonBirthDate>2015-01-01</PersonBirthDate>
    <Sex>F</Sex></ChildIdentifiers>
  <ChildCharacteristics><Ethnicity>WBRI</Ethnicity>
    <Disabilities><Disability>AUT</Disability><Disability>LD</Disability></Disabilities>
  </ChildCharacteristics>
  <CINdetails><CINreferralDate>2026-05-01</CINreferralDate>
    <Assessments><AssessmentActualStartDate>2026-05-02</AssessmentActualStartDate></Assessments>
    <Assessments><AssessmentActualStartDate>2026-07-02</AssessmentActualStartDate>
      <FactorsIdentifiedAtAssessment><AssessmentFactors>1A</AssessmentFactors>
        <AssessmentFactors>2B</AssessmentFactors></FactorsIdentifiedAtAssessment></Assessments>
    <CINPlanDates><CINPlanStartDate>2026-06-01</CINPlanStartDate></CINPlanDates>
    <Section47><S47ActualStartDate>2026-05-03</S47ActualStartDate></Section47>
    <ReferralNFA>0</ReferralNFA>
    <ChildProtectionPlans><CPPstartDate>2026-05-20</CPPstartDate>
      <Reviews><CPPreviewDate>2026-08-01</CPPreviewDate></Reviews>
      <Reviews><CPPreviewDate>2026-12-01</CPPreviewDate></Reviews></ChildProtectionPlans>
    <ChildProtectionPlans><CPPstartDate>2026-09-20</CPPstartDate><Reviews/></ChildProtectionPlans>
  </CINdetails>
  <CINdetails><CINreferralDate>2026-11-01</CINreferralDate></CINdetails>
</Child>"""


def _census(tmp_path: Path, children: str, header: str = HEADER, before: str = "") -> Path:
    file = tmp_path / "cin.xml"
    file.write_text(f"{before}<Message>{header}<Children>{children}</Children></Message>")
    return file


def test_nested_elements_become_rows_with_keys(tmp_path: Path) -> None:
    tables = read(_census(tmp_path, CHILD.format(id="a") + CHILD.format(id="b")))
    assert tuple(tables) == TABLES
    heights = {table: frame.height for table, frame in tables.items()}
    assert heights == {
        "Header": 1, "ChildIdentifiers": 2, "ChildCharacteristics": 2, "Disabilities": 4,
        "CINdetails": 4, "Assessments": 4, "AssessmentFactorsList": 4, "CINplanDates": 2,
        "Section47": 2, "ChildProtectionPlans": 4, "Reviews": 6,
    }  # fmt: skip
    assert tables["Header"].row(0)[:3] == ("CIN", "2027", "2027-03-31")
    assert tables["CINdetails"]["LAchildID"].to_list() == ["a", "a", "b", "b"]
    assert tables["CINdetails"]["CINdetailsID"].to_list() == ["1", "2", "1", "2"]
    assert tables["AssessmentFactorsList"].rows()[:2] == [
        ("a", "1", "2", "1A"), ("a", "1", "2", "2B")
    ]  # fmt: skip
    assert tables["Reviews"].rows()[:3] == [
        ("a", "1", "1", "2026-08-01"), ("a", "1", "1", "2026-12-01"), ("a", "1", "2", None)
    ]  # fmt: skip


def test_a_child_of_which_little_is_said_has_its_rows(tmp_path: Path) -> None:
    tables = read(_census(tmp_path, "<Child><CINdetails/></Child><Child/>"))
    heights = {table: frame.height for table, frame in tables.items() if frame.height}
    assert heights == {
        "Header": 1, "ChildIdentifiers": 2, "ChildCharacteristics": 2, "CINdetails": 1
    }  # fmt: skip
    found = check("CIN", tables, year="2026-27", rules=["8500", "4220"]).num_rows
    assert found == 4


def test_namespace_comments_and_the_former_name_of_sex(tmp_path: Path) -> None:
    child = CHILD.format(id="a<!-- who? -->").replace("Sex>", "GenderCurrent>")
    file = _census(tmp_path, child)
    file.write_text(file.read_text().replace("<Message>", '<Message xmlns="urn:cin">'))
    tables = read(file)
    assert tables["ChildIdentifiers"]["LAchildID"].to_list() == ["a"]
    assert tables["ChildIdentifiers"]["Sex"].to_list() == ["F"]
    assert tables["Reviews"].height == 3


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-8", ""), ("utf-8-sig", ""), ("cp1252", ""), ("cp1252", "windows-1252"), ("utf-16", "")],
)
def test_encodings(tmp_path: Path, encoding: str, declared: str) -> None:
    before = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    file = _census(tmp_path, CHILD.format(id="Zoë"), before=before)
    packed = tmp_path / "packed.xml.gz"
    packed.write_bytes(gzip.compress(file.read_text().encode(encoding)))
    assert read(packed)["ChildIdentifiers"]["LAchildID"].to_list() == ["Zoë"]


def test_flattened_lists_give_the_same_tables(tmp_path: Path) -> None:
    tables = read(_census(tmp_path, CHILD.format(id="a")))
    folder = tmp_path / "lists"
    folder.mkdir()
    for table, frame in tables.items():
        frame.with_row_index("").write_csv(folder / f"2027-{table}.csv")
    lists = read(folder)
    assert set(lists) == set(TABLES)
    for table, frame in tables.items():
        assert lists[table].select(SHAPES[table].columns).equals(frame)


BILLION = (
    '<?xml version="1.0"?><!DOCTYPE m [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1 or str()};" * 10}">' for n in range(1, 10))
    + "]>"
)
OUTSIDE = '<!DOCTYPE m [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("before", [BILLION, OUTSIDE, "<!DOCTYPE Message>"])
@pytest.mark.parametrize("children", [CHILD.format(id="&a;"), CHILD.format(id="&a9;"), ""])
def test_document_types_are_refused(tmp_path: Path, before: str, children: str) -> None:
    with pytest.raises(Refusal):
        read(_census(tmp_path, children, before=before))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<Message><Header>", "well-formed"),
        ("", "well-formed"),
        ("hello", "well-formed"),
        ("<EXPSSDA903><CHILD/></EXPSSDA903>", "another kind"),
        ("<Message><Children/></Message>", "no header"),
        (f"<Message>{HEADER}<Children><Child>", "well-formed"),
    ],
)
def test_what_is_no_census_is_refused(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "cin.xml"
    file.write_text(text)
    with pytest.raises(Refusal, match=said):
        read(file)


def test_two_files_and_a_list_without_its_columns_are_refused(tmp_path: Path) -> None:
    _census(tmp_path, "")
    (tmp_path / "other.xml").write_text("<Message/>")
    with pytest.raises(Refusal, match="more than one"):
        read(tmp_path)
    (tmp_path / "Reviews.csv").write_text("LAchildID,CPPID\n1,1\n")
    with pytest.raises(Refusal, match="CPPreviewDate"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        ({"year": "2026-27", "authority": "E09000001"}, None),
        ({"year": "2026-27", "authority": "201"}, None),
        ({"year": "2026-27"}, None),
        ({}, None),
        ({"year": "2025-26"}, "another year"),
        ({"authority": "E10000016"}, "another authority"),
    ],
)
def test_a_census_of_another_year_or_authority_is_refused(
    tmp_path: Path, request_: dict[str, str], said: str | None
) -> None:
    request = Request("CIN", _census(tmp_path, CHILD.format(id="a")), **request_)  # type: ignore[arg-type]
    if said is None:
        assert check_files(request).findings.height
    else:
        with pytest.raises(Refusal, match=said):
            check_files(request)


def test_a_header_of_another_collection_is_refused(tmp_path: Path) -> None:
    file = _census(tmp_path, "", header=HEADER.replace(">CIN<", ">School Census<"))
    with pytest.raises(Refusal, match="another collection"):
        check_files(Request("CIN", file))


def test_a_header_that_contradicts_itself_is_a_finding(tmp_path: Path) -> None:
    file = _census(tmp_path, CHILD.format(id="a"), header=HEADER.replace(">2027<", ">2024<"))
    found = check_files(Request("CIN", file, year="2024-25")).findings
    assert "100" in found["rule"].to_list()
