"""Home care and people supported in Scotland: Public Health Scotland's Insights in Social Care.

By council and by locality. May import `reference` and the reading modules of `publications`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from almoner.publications.files import files_of, read_table
from almoner.publications.measurements import measurements
from almoner.publications.publication import DATA_DIR, Edition, Publication, SourceFile
from almoner.publications.scotland_social_care.reading import measured
from almoner.publications.scotland_social_care.tables import LAYOUTS, Layout
from almoner.reference.language import _

CODE = "scotland-social-care"
FOLDER = DATA_DIR / CODE


def read(paths: Sequence[Path]) -> list[Edition]:
    """The editions whose tables are among `paths`: 2021 and 2022 (yearly report), 2024 (series)."""
    by_beginning = {layout.beginning: layout for layout in LAYOUTS}
    found = files_of(paths, {beginning: (beginning,) for beginning in by_beginning})
    tables = [(by_beginning[kind], path) for kind, files in found.items() for path in files]
    return [_edition(code, tables) for code in sorted({layout.edition for layout, _path in tables})]


def _edition(code: str, tables: Sequence[tuple[Layout, Path]]) -> Edition:
    here = [(layout, path) for layout, path in tables if layout.edition == code]
    frames = [measured(read_table(path), layout) for layout, path in here]
    return Edition(
        publication=CODE,
        code=code,
        title=_("Insights in Social Care, tables to {year}").format(year=code),
        measurements=measurements(frames),
        sources=tuple(SourceFile.of(path) for _layout, path in here),
    )


PUBLICATION = Publication(
    code=CODE,
    title="Home care and people supported, Scotland (Insights in Social Care)",
    publisher="Public Health Scotland",
    attribution=(
        "Insights in Social Care, Public Health Scotland. Contains public sector information "
        "licensed under the Open Government Licence v3.0."
    ),
    url="https://publichealthscotland.scot/publications/insights-in-social-care-statistics-for-scotland/",
    read=read,
    packaged=tuple(sorted(FOLDER.glob("*.parquet"))),
)
