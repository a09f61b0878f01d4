"""The Department for Education's statistics of children looked after, edition by edition.

From the edition of 2018 on, tables with one row a category (`categories`): `tables.csv` has their
label columns and `categories.csv` what each category measures. Before, one wide table a subject
(`early`), described in `early_columns.csv`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import polars as pl

from almoner.publications.children_looked_after.categories import WHEN, kind_of, read_table
from almoner.publications.children_looked_after.early import early_name, read_early
from almoner.publications.files import files_named, read_csv
from almoner.publications.measurements import without_repeats
from almoner.publications.periods import latest_year
from almoner.publications.publication import DATA_DIR, Edition, Publication, SourceFile
from almoner.reference.language import _
from almoner.reference.refusal import Refusal

CODE: Final = "children-looked-after"
DATA: Final = DATA_DIR / CODE


def read(paths: Sequence[Path]) -> list[Edition]:
    """An edition for each last year that the files in `paths` go up to."""
    editions: dict[int, list[tuple[Path, pl.DataFrame]]] = {}
    for name, path in files_named(paths).items():
        year, frame = _read_file(name, path)
        editions.setdefault(year, []).append((path, frame))
    return [_edition(year, files) for year, files in sorted(editions.items())]


def _read_file(name: str, path: Path) -> tuple[int, pl.DataFrame]:
    if early := early_name(name):
        return early.year, read_early(early, read_csv(path))
    kind = kind_of(name)
    if kind is None:
        raise Refusal(
            _("the name of this file is not one of this publication's"),
            file=name,
            expected=_("a table of the statistics under its own name, such as {name}").format(
                name="la_care_leavers_activity_2020_2024.csv"
            ),
        )
    table = read_csv(path)
    return latest_year(table.columns(WHEN)), read_table(kind, table)


def _edition(year: int, files: Sequence[tuple[Path, pl.DataFrame]]) -> Edition:
    measured = {path.name: frame for path, frame in files}
    return Edition(
        publication=CODE,
        code=str(year),
        title=_("Year ending 31 March {year}").format(year=year),
        measurements=without_repeats(measured),
        sources=tuple(SourceFile.of(path) for path, _frame in files),
    )


PUBLICATION: Final = Publication(
    code=CODE,
    title="Children looked after in England",
    publisher="Department for Education",
    attribution="Contains public sector information licensed under the Open Government Licence "
    "v3.0. Source: Department for Education, Children looked after in England including adoptions.",
    url="https://explore-education-statistics.service.gov.uk/find-statistics/"
    "children-looked-after-in-england-including-adoptions",
    read=read,
    packaged=tuple(sorted(DATA.rglob("*.csv.gz"))),
)
