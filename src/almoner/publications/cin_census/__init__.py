"""The Department for Education's children in need census: about thirty tables a year.

`columns.csv` says what each column of figures measures, `categories.csv` and
`characteristics.csv` what the rows of the national tables are about.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from almoner.publications.cin_census.tables import (
    LAYOUT,
    edition_year,
    population_by_year,
    read_table,
)
from almoner.publications.files import files_of, read_csv
from almoner.publications.measurements import without_repeats
from almoner.publications.publication import DATA_DIR, Edition, Publication, SourceFile
from almoner.publications.tables import Table
from almoner.reference.language import _
from almoner.reference.refusal import Refusal

CODE: Final = "cin-census"
DATA: Final = DATA_DIR / CODE

_FILES: Final[Mapping[str, Sequence[str]]] = {
    **{table: [f"{table}_"] for table in sorted({*LAYOUT, "a1", "a2"}) if len(table) == 2},
    "headline": ["headline_figures_"],
    "population": ["ons_mid_year_population"],
}


def read(paths: Sequence[Path]) -> list[Edition]:
    """The edition in a folder of the census's tables, or in some of them."""
    files = [(kind, path) for kind, found in files_of(paths, _FILES).items() for path in found]
    tables = [(kind, read_csv(path)) for kind, path in files]
    population = population_by_year([table for kind, table in tables if kind == "population"])
    measured = {table.path.name: read_table(kind, table, population) for kind, table in tables}
    code = str(_edition_year(tables))
    return [
        Edition(
            publication=CODE,
            code=code,
            title=_("Year ending 31 March {year}").format(year=code),
            measurements=without_repeats(measured),
            sources=tuple(SourceFile.of(path) for _kind, path in files),
        )
    ]


def _edition_year(tables: Sequence[tuple[str, Table]]) -> int:
    """The last reporting year of every table; refused where they do not all end together."""
    years = {table.path.name: edition_year(kind, table) for kind, table in tables}
    if len(set(years.values())) > 1:
        last = max(years.values())
        odd = next(name for name, year in years.items() if year != last)
        raise Refusal(
            _("the tables are of different editions"),
            file=odd,
            column="time_period",
            found=years[odd],
            expected=str(last),
        )
    return next(iter(years.values()))


PUBLICATION: Final = Publication(
    code=CODE,
    title="Children in need census, England",
    publisher="Department for Education",
    attribution="Contains public sector information licensed under the Open Government Licence "
    "v3.0. Source: Department for Education, Children in need.",
    url="https://explore-education-statistics.service.gov.uk/find-statistics/"
    "characteristics-of-children-in-need",
    read=read,
    packaged=tuple(sorted(DATA.glob("*.csv.gz"))),
)
