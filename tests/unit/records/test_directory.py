"""A folder of records: what is read, and what is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from almoner.records.directory import RecordsDirectory
from almoner.records.guide import pages
from almoner.records.tables import declared_tables
from almoner.reference.refusal import Refusal

PERSON = "person_id,sex,born_on\np1,F,2012-02-29\n"
REFERRAL = "referral_id,person_id,referred_on,no_further_action\nr1,p1,2024-01-31,n\n"


def folder(tmp_path: Path, **files: str) -> RecordsDirectory:
    for name, text in files.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return RecordsDirectory(tmp_path)


def test_reads_declared_columns_and_types(tmp_path: Path) -> None:
    records = folder(tmp_path, person=PERSON, referral=REFERRAL)
    assert records.check() == {"person": 1, "referral": 1}
    row = records.scan("referral").collect().to_dicts()[0]
    assert row["referred_on"] == date(2024, 1, 31)
    assert row["no_further_action"] is False
    assert row["closed_on"] is None


def test_reads_the_standards_own_names(tmp_path: Path) -> None:
    text = "cine_referral_id,cine_person_id,cine_referral_date,other\nr1,p1,2024-01-31T00:00:00,x\n"
    records = folder(tmp_path, person=PERSON, ssd_cin_episodes=text)
    assert records.scan("referral").collect()["referral_id"].to_list() == ["r1"]


def test_as_known_on_a_day(tmp_path: Path) -> None:
    text = (
        "referral_id,person_id,referred_on,closed_on,known_from,known_until\n"
        "r1,p1,2024-01-31,,2024-02-01,2024-05-01\n"
        "r1,p1,2024-01-31,2024-04-20,2024-05-01,\n"
    )
    records = folder(tmp_path, person=PERSON, referral=text)

    def closed(on: date | None) -> list[date | None]:
        return records.scan("referral", as_known_on=on).collect()["closed_on"].to_list()

    assert closed(date(2024, 1, 31)) == []
    assert closed(date(2024, 4, 30)) == [None]
    assert closed(date(2024, 5, 1)) == [date(2024, 4, 20)]
    assert closed(None) == [date(2024, 4, 20)]


@pytest.mark.parametrize(
    ("referral", "message", "row", "column"),
    [
        ("referral_id,person_id\nr1,p1\n", "required column", None, "referred_on"),
        (REFERRAL.replace("2024-01-31", "31/01/2024"), "type", 2, "referred_on"),
        (REFERRAL.replace("p1", "p9"), "no row of person", 2, "person_id"),
        (REFERRAL + "r1,p1,2024-02-01,n\n", "stands twice", 2, "referral_id"),
        (REFERRAL.replace(",n\n", ",maybe\n"), "type", 2, "no_further_action"),
        (REFERRAL.replace("r1,p1", "r1,"), "value is required", 2, "person_id"),
        ("colour," + REFERRAL.replace("r1,", "red,r1,"), "no such column", None, "colour"),
    ],
)
def test_refuses(tmp_path: Path, referral: str, message: str, row: int | None, column: str) -> None:
    records = folder(tmp_path, person=PERSON, referral=referral)
    with pytest.raises(Refusal, match=message) as refused:
        records.check()
    assert (refused.value.row, refused.value.column) == (row, column)


def test_refuses_a_code_that_is_not_in_the_list(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="not in the list"):
        folder(tmp_path, person=PERSON.replace(",F,", ",X,")).check()


def test_refuses_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="no table of the record"):
        RecordsDirectory(tmp_path).check()


def test_every_table_is_explained() -> None:
    written = pages()
    assert len(written) == len(declared_tables())
    for name, table in declared_tables().items():
        assert table.column(table.subject), name
        for column in table.columns:
            assert f"`{column.name}`" in written[f"{name}.md"]
            assert not column.refers or column.refers in declared_tables()
