"""Writes docs/explanation/coverage.md from the catalogue."""

from __future__ import annotations

from pathlib import Path

from almoner.catalogue.coverage import page

PLACE = Path(__file__).resolve().parent.parent / "docs" / "explanation" / "coverage.md"

if __name__ == "__main__":
    PLACE.write_text(page(), encoding="utf-8")
