"""Of every indicator of the frameworks something is said, and the page says it."""

from __future__ import annotations

from pathlib import Path

from almoner.catalogue.coverage import coverage, page, unsettled

PAGE = Path(__file__).resolve().parents[3] / "docs" / "explanation" / "coverage.md"
LEAST = {"PAF": 64, "ASCOF": 27, "LAIT": 175, "Wales": 55, "BVPI housing": 17, "TSM": 22}


def test_the_frameworks_are_whole() -> None:
    counted = {name: sum(row.framework == name for row in coverage()) for name in LEAST}
    assert counted == LEAST


def test_every_one_is_computed_or_a_reason_is_given() -> None:
    assert unsettled() == []


def test_all_tenant_satisfaction_measures_are_computed() -> None:
    assert all(row.computed for row in coverage() if row.framework == "TSM")


def test_the_page_is_as_the_catalogue_is() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()
