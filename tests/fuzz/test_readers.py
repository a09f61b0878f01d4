"""A short run of the fuzzing of readers, and the worst that was thought of by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from almoner.reference.refusal import Refusal
from almoner.returns.kinds import kind_of
from tests.fuzz.case import CHECKED, REFUSED, check_whole, run
from tests.fuzz.damage import BOMB, BORROWER, THIEF

CASES = 60
ROOTS = {"SSDA903": b"EXPSSDA903", "CIN": b"Message", "HCLIC": b"Main"}


def test_damaged_files_are_refused_or_checked(tmp_path: Path) -> None:
    came = [run(number, tmp_path / "case") for number in range(CASES)]
    assert set(came) == {REFUSED, CHECKED}


@pytest.mark.parametrize("code", ROOTS)
@pytest.mark.parametrize("declared", [BOMB, THIEF, BORROWER], ids=["bomb", "thief", "borrower"])
@pytest.mark.parametrize("used", [b"&a11;", b"&a;", b""])
def test_no_entity_is_opened(tmp_path: Path, code: str, declared: bytes, used: bytes) -> None:
    root = ROOTS[code]
    inner = b"<Row><CaseID>%s</CaseID></Row>" % used
    (tmp_path / "r.xml").write_bytes(declared + b"<%s>%s</%s>" % (root, inner, root))
    with pytest.raises(Refusal):
        kind_of(code).read(tmp_path / "r.xml")


@pytest.mark.parametrize("code", ROOTS)
def test_nesting_without_end(tmp_path: Path, code: str) -> None:
    root = ROOTS[code]
    deep = b"<a>" * 200_000
    (tmp_path / "r.xml").write_bytes(b"<%s>%s</%s>" % (root, deep, root))
    assert check_whole(kind_of(code), tmp_path / "r.xml") == REFUSED


def test_a_case_can_be_run_again(tmp_path: Path) -> None:
    assert run(7, tmp_path / "one") == run(7, tmp_path / "two")
