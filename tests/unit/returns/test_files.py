"""What councils send, packed and unpacked: what is read, and what is refused unread."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest

from almoner.reference.refusal import Refusal
from almoner.returns.files import parts_of
from tests.fuzz.damage import gzip_bomb


def test_only_what_is_asked_for_is_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "return.zip", "w") as archive:
        archive.writestr("903/header.csv", "A\n1\n")
        archive.writestr("903/Letters.PDF", b"%PDF")
        archive.writestr("903/reviews.CSV.gz", gzip.compress(b"B\n2\n"))
    parts = parts_of(tmp_path / "return.zip", (".csv",))
    assert [(part.name, part.content) for part in parts] == [
        ("header.csv", b"A\n1\n"), ("reviews.csv", b"B\n2\n"),
    ]  # fmt: skip


def test_a_bomb_in_gzip_is_refused(tmp_path: Path) -> None:
    (tmp_path / "header.csv.gz").write_bytes(gzip_bomb(2**26))
    with pytest.raises(Refusal, match="unpacks to more than"):
        parts_of(tmp_path, (".csv",))


def test_a_bomb_in_a_zip_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "r.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("header.csv", bytes(2**26))
    with pytest.raises(Refusal, match="unpacks to more than"):
        parts_of(tmp_path / "r.zip", (".csv",))


def test_a_gzip_that_is_cut_off(tmp_path: Path) -> None:
    content = gzip.compress(bytes(range(256)) * 50)
    (tmp_path / "header.csv.gz").write_bytes(content[:-20])
    with pytest.raises(Refusal, match="cannot be unpacked"):
        parts_of(tmp_path, (".csv",))


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA])
def test_a_zip_with_a_wrong_byte(tmp_path: Path, method: int) -> None:
    path = tmp_path / "r.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("header.csv", bytes(range(256)) * 50)
    content = bytearray(path.read_bytes())
    content[60] ^= 255
    path.write_bytes(content)
    with pytest.raises(Refusal):
        parts_of(path, (".csv",))
