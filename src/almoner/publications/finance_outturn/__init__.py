"""Councils' revenue outturn on social care and public health (form RO3), in thousands of pounds.

`items` knows the headings of the form, `figures` reads the two layouts it comes in, `shares` works
out percentages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

import polars as pl

from almoner.publications.files import files_of
from almoner.publications.finance_outturn.figures import read_long, read_workbook
from almoner.publications.finance_outturn.items import ITEMS
from almoner.publications.finance_outturn.shares import shares
from almoner.publications.measurements import as_measurements
from almoner.publications.publication import DATA_DIR, Edition, Publication, SourceFile
from almoner.publications.workbooks import sheet_names, sheet_rows
from almoner.reference.language import _
from almoner.reference.periods import PeriodKind, parse_period
from almoner.reference.refusal import Refusal

CODE: Final = "finance-outturn"
FOLDER: Final = DATA_DIR / CODE
FILES: Final = {"outturn": ("ro3_",)}
WORKBOOKS: Final = (".ods", ".xlsx")
_YEAR = re.compile(r"(20\d\d)[ _-]?(\d\d)(?!\d)")
_UPDATED = re.compile(r"Last updated: (\d{1,2} [A-Za-z]+ 20\d\d)")


def read(paths: Sequence[Path]) -> list[Edition]:
    """One edition a file; its code is the year in its name, or its folder's ("2024-25").

    A workbook's code has the day of its last update too, so that it follows the table that was
    made of it.
    """
    found = files_of(paths, FILES, suffixes=(".parquet", ".csv", ".csv.gz", *WORKBOOKS))
    return [_edition(path) for path in found["outturn"] if path.name != ITEMS.name]


def _edition(path: Path) -> Edition:
    label = _year(path)
    workbook = path.suffix in WORKBOOKS
    updated = _last_update(path) if workbook else None
    period = parse_period(label, kind=PeriodKind.YEAR, file=path.name).period.code
    figures = read_workbook(path) if workbook else read_long(path)
    everything = pl.concat([figures, shares(figures)], how="diagonal_relaxed")
    return Edition(
        publication=CODE,
        code=f"{label}.{updated}" if updated else label,
        title=_("Outturn of {year}").format(year=label),
        measurements=as_measurements(
            everything.with_columns(period=pl.lit(period), label=pl.lit(label))
        ),
        published_on=updated,
        sources=(SourceFile.of(path),),
    )


def _year(path: Path) -> str:
    match = _YEAR.search(path.name) or _YEAR.search(path.parent.name)
    if match is None:
        raise Refusal(
            _("neither the name of the file nor that of its folder says the year"),
            file=path.name,
            expected=_("a name with a year, such as RO3_2024-25.ods"),
        )
    return f"{match[1]}-{match[2]}"


def _last_update(path: Path) -> date | None:
    """The day that the front of the workbook says it was last updated, if it does."""
    for sheet in sheet_names(path):
        for row in sheet_rows(path, sheet)[:12]:
            if row and (match := _UPDATED.match(row[0])):
                return parse_period(match[1], kind=PeriodKind.DAY, file=path.name).period.end
    return None


PUBLICATION = Publication(
    code=CODE,
    title="Local authority revenue outturn: social care and public health (RO3)",
    publisher="Ministry of Housing, Communities and Local Government",
    attribution=(
        "Local authority revenue expenditure and financing, Ministry of Housing, Communities and "
        "Local Government. Contains public sector information licensed under the Open Government "
        "Licence v3.0."
    ),
    url=(
        "https://www.gov.uk/government/collections/"
        "local-authority-revenue-expenditure-and-financing"
    ),
    read=read,
    packaged=(FOLDER / "2024-25" / "ro3_social_care_outturn.parquet",),
)
