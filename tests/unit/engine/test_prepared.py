"""Compiled text is kept for the next process, and never taken for another's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from almoner.catalogue.register import chosen
from almoner.engine import prepared as module
from almoner.engine.compiler import compiled
from almoner.engine.plan import make_plan
from almoner.engine.prepared import digest_of_sources, folder, prepared

CODES = ["CH-REFERRALS", "CH-PLANS", "HO-TA", "AD-ASCOF-2E-2B"]


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("ALMONER_DATA_DIR", str(tmp_path))
    monkeypatch.setattr(module, "_STARTED", 2.0**40)
    digest_of_sources.cache_clear()
    yield tmp_path / "compiled"
    digest_of_sources.cache_clear()


def no_compiler(*_arguments: object, **_options: object) -> object:
    raise AssertionError("compiled again")


def test_what_is_read_back_is_what_was_compiled(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    indicators = chosen(CODES)
    plan = make_plan(indicators)
    assert prepared(indicators).program == compiled(plan)
    assert len(list(place.iterdir())) == 1
    monkeypatch.setattr(module, "compiled", no_compiler)
    again = prepared(indicators)
    assert again.program == compiled(plan)
    assert list(again.program.tables) == list(compiled(plan).tables)
    assert again.layout.terms == plan.terms
    assert again.layout.indicators == tuple(indicators)


def test_every_question_has_its_own_file(place: Path) -> None:
    prepared(chosen(CODES[:2]))
    prepared(chosen(CODES[1::-1]))
    prepared(chosen(CODES[:2]), broken_down=False)
    assert len(list(place.iterdir())) == 3


def test_an_indicator_of_ones_own_is_not_kept(place: Path) -> None:
    own = replace(chosen(["CH-REFERRALS"])[0], title="Another")
    prepared([own])
    assert not place.exists()


def test_a_change_of_any_definition_is_another_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for room in ("reference", "records", "catalogue", "engine"):
        (tmp_path / room).mkdir()
    definition = tmp_path / "catalogue" / "one.py"
    definition.write_text("1")
    monkeypatch.setattr(module, "_PACKAGE", tmp_path)
    digest_of_sources.cache_clear()
    one = digest_of_sources()
    definition.write_text("2")
    digest_of_sources.cache_clear()
    assert one != digest_of_sources()


def test_a_file_newer_than_the_process_is_not_trusted(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_STARTED", 0.0)
    digest_of_sources.cache_clear()
    prepared(chosen(CODES[:1]))
    assert not place.exists()


@pytest.mark.parametrize("text", ["", "{", "[]", json.dumps({"terms": {}})])
def test_a_damaged_file_is_made_again(place: Path, text: str) -> None:
    expected = prepared(chosen(CODES[:1]))
    (file,) = place.iterdir()
    file.write_text(text)
    assert prepared(chosen(CODES[:1])).program == expected.program
    assert json.loads(file.read_text())["statements"]


def test_nowhere_to_write_is_no_hindrance(place: Path) -> None:
    place.write_text("a file where the folder should be")
    assert prepared(chosen(CODES[:1])).program.statements


def test_only_the_last_used_are_kept(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_KEPT", 2)
    for code in CODES[:3]:
        prepared(chosen([code]))
    assert len(list(place.iterdir())) == 2


def test_the_users_cache_without_a_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ALMONER_DATA_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert folder() == tmp_path / "almoner" / "compiled"
