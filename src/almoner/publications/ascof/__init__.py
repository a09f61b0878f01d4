"""The Adult Social Care Outcomes Framework, from two publishers in two layouts.

`open_data` reads NHS England's open data (to 2022-23), `values` the department's published values
(from 2023-24), `measures` says which measures of the two frameworks are the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from almoner.publications.ascof.open_data import is_open_data, read_open_data
from almoner.publications.ascof.values import read_values
from almoner.publications.files import files_of, read_table
from almoner.publications.publication import DATA_DIR, Edition, Publication, SourceFile
from almoner.reference.language import _

CODE: Final = "ascof"
PREFIX: Final = "ASCOF"
FOLDER: Final = DATA_DIR / CODE
FILES: Final = {"figures": ("ascof",)}


def read(paths: Sequence[Path]) -> list[Edition]:
    """One edition a file; its code is the latest year in it ("2024-25")."""
    editions = (_edition(path) for path in files_of(paths, FILES)["figures"])
    return sorted(editions, key=lambda edition: edition.code)


def _edition(path: Path) -> Edition:
    table = read_table(path)
    frame = read_open_data(table) if is_open_data(table) else read_values(table)
    latest = str(frame.sort("period")["label"][-1])
    return Edition(
        publication=CODE,
        code=latest,
        title=_("Outcomes of {year}").format(year=latest),
        measurements=frame,
        sources=(SourceFile.of(path),),
    )


PUBLICATION = Publication(
    code=CODE,
    title="Adult Social Care Outcomes Framework",
    publisher="Department of Health and Social Care; NHS England",
    attribution=(
        "Adult Social Care Outcomes Framework, Department of Health and Social Care and NHS "
        "England. Contains public sector information licensed under the Open Government Licence "
        "v3.0."
    ),
    url=(
        "https://digital.nhs.uk/data-and-information/publications/statistical/"
        "adult-social-care-outcomes-framework-ascof"
    ),
    read=read,
    packaged=(
        FOLDER / "ascof_2020_21_open_data.csv.gz",
        FOLDER / "ascof_2024_25_published_values.csv",
    ),
)
