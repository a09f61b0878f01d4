"""Finding the files of a publication among what a user gives."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from almoner.publications.files import files_of, read_table
from almoner.reference.refusal import Refusal

KINDS = {"councils": ("council_monthly",), "services": ("services_march", "datastore")}


def _touched(folder: Path, *names: str) -> list[Path]:
    folder.mkdir(exist_ok=True)
    paths = [folder / name for name in names]
    for path in paths:
        path.write_text("a,b\n1,2\n")
    return paths


def test_a_folder_gives_its_files_by_kind_and_passes_over_others(tmp_path: Path) -> None:
    first, second, third, *_others = _touched(
        tmp_path,
        "council_monthly_2024.parquet",
        "Datastore March-2024.csv",
        "services_march_2016.csv",
        "README.md",
        "council_monthly.docx",
        "notes.csv",
    )
    found = files_of([tmp_path], KINDS)
    assert found == {"councils": [first], "services": [second, third]}


def test_a_file_of_no_kind_is_refused_only_when_given_by_name(tmp_path: Path) -> None:
    (notes,) = _touched(tmp_path, "notes.csv")
    _touched(tmp_path, "council_monthly.csv")
    assert files_of([tmp_path], KINDS)["councils"]
    with pytest.raises(Refusal, match=r"notes\.csv.*council_monthly\*"):
        files_of([notes], KINDS)


def test_nothing_to_read_is_refused(tmp_path: Path) -> None:
    _touched(tmp_path, "notes.csv")
    with pytest.raises(Refusal, match="no file of this publication"):
        files_of([tmp_path], KINDS)
    with pytest.raises(Refusal, match="no such file or folder"):
        files_of([tmp_path / "elsewhere"], KINDS)


def test_other_endings_are_taken_when_asked_for(tmp_path: Path) -> None:
    (workbook,) = _touched(tmp_path, "council_monthly.xlsx")
    found = files_of([workbook], KINDS, suffixes=(".xlsx",))
    assert found["councils"] == [workbook]


def test_a_gzipped_table_reads_as_the_plain_one(tmp_path: Path) -> None:
    (plain,) = _touched(tmp_path, "council_monthly.csv")
    zipped = tmp_path / "zipped.csv.gz"
    zipped.write_bytes(gzip.compress(plain.read_bytes()))
    assert read_table(zipped).frame.equals(read_table(plain).frame)


@pytest.mark.parametrize("text", ["a,b\n1,2\n3", 'a,b\n"1\n1",2\n3\n'])
def test_a_last_row_with_too_few_cells_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "council_monthly.csv"
    path.write_text(text)
    with pytest.raises(Refusal) as caught:
        read_table(path)
    assert caught.value.message == "the last row is cut short"
    assert (caught.value.row, caught.value.found) == (text.rstrip().count("\n") + 1, "3")


@pytest.mark.parametrize("text", ["a,b\n1,2\n3,", 'a,b\n1,"2\n2"\n', "a\n1\n", 'a,b\n1,"x, y"'])
def test_a_last_row_that_is_whole_is_read(tmp_path: Path, text: str) -> None:
    path = tmp_path / "council_monthly.csv"
    path.write_text(text)
    assert read_table(path).frame.height >= 1
