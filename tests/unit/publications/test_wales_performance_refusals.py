"""The Welsh national measures: what is wrong with the file is said, and nothing comes of it."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from almoner.publications.wales_performance import PUBLICATION
from tests.builders.damage import refusal_of

TEXT = PUBLICATION.packaged[0].read_text(encoding="utf-8-sig")
NAME = "wales_2018_19_adults.csv"


def _file(folder: Path, content: bytes, name: str = NAME) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("old", "new", "row", "column"),
    [
        ("43.9", "43..9", 3, "value"),
        ("43.9", "[q]", 3, "value"),
        ("77.3", "12..4", 4, "upper_quartile"),
        ("7489", "", 5, "denominator"),
        ("PM22", "PM99", 6, "measure_code"),
        ("lower,2018-19", "lower,Eisteddfod", 2, "year"),
        ("higher,2018-19,Wales,34464", "higher,2018-19,Atlantis,34464", 7, "area"),
        ("higher,2018-19,Wales,34464", "higher,2018-19,Oxfordshire,34464", 7, "area"),
    ],
)
def test_a_wrong_cell_is_named_by_row_and_column(
    tmp_path: Path, old: str, new: str, row: int, column: str
) -> None:
    assert TEXT.count(old) == 1
    refusal = refusal_of(PUBLICATION, _file(tmp_path, TEXT.replace(old, new).encode()))
    assert (refusal.row, refusal.column) == (row, column)


def test_damaged_files_are_refused(tmp_path: Path) -> None:
    page = b"<html><head><title>Not found</title></head></html>"
    assert "web page" in refusal_of(PUBLICATION, _file(tmp_path, page)).message
    latin = TEXT.replace("Wales", "Môn", 1).encode("latin-1")
    refusal = refusal_of(PUBLICATION, _file(tmp_path, latin))
    assert (refusal.row, refusal.expected) == (2, "UTF-8")
    twice = TEXT + TEXT.splitlines()[2] + "\n"
    again = refusal_of(PUBLICATION, _file(tmp_path, twice.encode()))
    assert (again.row, again.message) == (8, "two rows for one key")
    renamed = TEXT.replace("numerator", "top", 1).encode()
    assert refusal_of(PUBLICATION, _file(tmp_path, renamed)).column == "numerator"


def test_a_gzipped_copy_is_read_and_half_of_one_refused(tmp_path: Path) -> None:
    whole = gzip.compress(TEXT.encode())
    path = _file(tmp_path, whole, f"{NAME}.gz")
    (edition,) = PUBLICATION.read([path])
    (packaged,) = PUBLICATION.read(PUBLICATION.packaged)
    assert edition.measurements.equals(packaged.measurements)
    path.write_bytes(whole[: len(whole) // 2])
    assert "whole file" in str(refusal_of(PUBLICATION, path).expected)
