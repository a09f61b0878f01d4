"""Statutory homelessness in England by quarter (H-CLIC): the ministry's detailed tables.

`tidy` reads the packaged table of all quarters, `workbook` one of the ministry's own workbooks,
`counties` adds up districts, `shares` works out percentages and rates, `measures` lists what is
read.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import polars as pl

from almoner.publications.files import files_of
from almoner.publications.homelessness.counties import counties
from almoner.publications.homelessness.shares import shares
from almoner.publications.homelessness.tidy import read_tidy
from almoner.publications.homelessness.workbook import read_workbook
from almoner.publications.measurements import as_measurements
from almoner.publications.publication import DATA_DIR, Edition, Publication, SourceFile
from almoner.reference.language import _

CODE: Final = "homelessness"
FOLDER: Final = DATA_DIR / CODE
FILES: Final = {
    "tidy": ("hclic_quarterly",),
    "workbook": ("detailedla", "detailed_la", "statutory_homelessness_detailed"),
}
AMENDED: Final = ("revised", "fix")


def read(paths: Sequence[Path]) -> list[Edition]:
    """One edition a quarter, "2024Q4", or "2024Q4-revised" where a workbook's name says so."""
    found = files_of(paths, FILES, suffixes=(".parquet", ".csv", ".csv.gz", ".xlsx", ".ods"))
    counted = [(read_tidy(path), path) for path in found["tidy"]]
    counted += [(read_workbook(path), path) for path in found["workbook"]]
    return [
        _edition(measurements, path)
        for counts, path in counted
        for measurements in _measurements(counts).partition_by("period", maintain_order=True)
    ]


def _measurements(counts: pl.DataFrame) -> pl.DataFrame:
    """The published counts, those of counties, and the shares of both."""
    everywhere = pl.concat([counts, counties(counts)], how="diagonal_relaxed")
    return pl.concat([as_measurements(everywhere), as_measurements(shares(everywhere))])


def _edition(measurements: pl.DataFrame, path: Path) -> Edition:
    label = quarter_label(str(measurements["period"][0]))
    amended = any(word in path.name.lower() for word in AMENDED)
    return Edition(
        publication=CODE,
        code=f"{label}-revised" if amended else label,
        title=_("Detailed tables of {quarter}").format(quarter=label),
        measurements=measurements,
        sources=(SourceFile.of(path),),
    )


def quarter_label(period: str) -> str:
    """The calendar year and quarter of a period code: Q2018-04 is 2018Q2."""
    year, month = period[1:].split("-")
    return f"{year}Q{(int(month) + 2) // 3}"


PUBLICATION = Publication(
    code=CODE,
    title="Statutory homelessness: detailed local authority tables (H-CLIC)",
    publisher="Ministry of Housing, Communities and Local Government",
    attribution=(
        "Statutory homelessness in England, Ministry of Housing, Communities and Local "
        "Government. Contains public sector information licensed under the Open Government "
        "Licence v3.0."
    ),
    url="https://www.gov.uk/government/collections/homelessness-statistics",
    read=read,
    packaged=(FOLDER / "hclic_quarterly_2018q2_2024q4.parquet",),
)
