"""Where uploads lie: for this user alone, under harmless names, all or none."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from almoner.reference.refusal import Refusal
from almoner.submissions import child_rows, storage


@pytest.fixture
def root(tmp_path: Path, settings: object) -> Path:
    """A folder of submissions for one test."""
    settings.SUBMISSIONS_DIR = tmp_path / "submissions"  # type: ignore[attr-defined]
    return tmp_path / "submissions"


def upload(name: str, content: bytes = b"CHILD\n1\n") -> SimpleUploadedFile:
    """A file as a browser sends it."""
    made = SimpleUploadedFile("x", content)
    made._name = name  # what a browser claims, before Django tidies it
    return made


def test_files_are_for_this_user_alone(root: Path) -> None:
    folder = storage.store({storage.GIVEN: [upload("a.csv")], storage.BEFORE: []})
    found = [root, *root.rglob("*")]
    modes = {stat.S_IMODE(path.stat().st_mode) for path in found if path.is_dir()}
    assert modes == {0o700}
    assert {stat.S_IMODE(p.stat().st_mode) for p in found if p.is_file()} == {0o600}
    assert storage.path_of(folder, storage.GIVEN) == root / folder / "given" / "a.csv"
    assert storage.path_of(folder, storage.BEFORE) is None


def test_several_files_are_read_as_a_folder(root: Path) -> None:
    folder = storage.store({storage.GIVEN: [upload("a.csv"), upload("b.csv")]})
    assert storage.path_of(folder, storage.GIVEN) == root / folder / "given"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("header.csv", "header.csv"),
        ("../../etc/passwd", "passwd"),
        ("C:\\returns\\header.csv", "header.csv"),
        (".hidden.csv", "hidden.csv"),
        ("Liste 1 – Überblick.csv", "Liste 1 – Überblick.csv"),
        ("a\x00b\n.csv", "ab.csv"),
    ],
)
def test_names_lead_nowhere(given: str, kept: str) -> None:
    assert storage.plain_name(given) == kept


@pytest.mark.parametrize("given", ["", "..", "/", "\x00"])
def test_a_file_without_a_name_is_refused(given: str) -> None:
    with pytest.raises(Refusal, match="no name"):
        storage.plain_name(given)


def test_nothing_is_left_when_one_is_refused(root: Path) -> None:
    with pytest.raises(Refusal, match="one name"):
        storage.store({storage.GIVEN: [upload("a.csv"), upload("x/a.csv")]})
    assert list(root.iterdir()) == []


def _rows(number: int) -> Iterator[tuple[int, str, list[str]]]:
    for place in range(number):
        yield place, str(place % 3), [str(place % 3), f"value {place}"]


def test_rows_by_child(root: Path) -> None:
    folder = storage.store({storage.GIVEN: [upload("a.csv")]})
    parts = [
        child_rows.Part("Header", False, ["CHILD", "X"], _rows(6)),
        child_rows.Part("Header", True, ["CHILD", "X"], _rows(3)),
    ]
    assert child_rows.write_rows(folder, parts) == 6
    this_year, last_year = child_rows.rows_of_child(folder, "1")
    assert (this_year.table, this_year.last_year) == ("Header", False)
    assert this_year.rows == [(1, ["1", "value 1"]), (4, ["1", "value 4"])]
    assert (last_year.last_year, last_year.rows) == (True, [(1, ["1", "value 1"])])
    assert child_rows.rows_of_child(folder, "4") == []
    (only,) = child_rows.one_row(folder, "Header", 5)
    assert only.rows == [(5, ["2", "value 5"])]
    storage.delete(folder)
    assert child_rows.rows_of_child(folder, "1") == []
