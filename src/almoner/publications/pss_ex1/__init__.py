"""Personal social services, England: activity, spending and unit costs (PSS EX1), 2000 to 2014.

The return behind the cost indicators of the Performance Assessment Framework, which are rebuilt
here from its parts. May import `reference` and the reading modules of `publications`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import polars as pl

from almoner.publications.files import files_of, read_table
from almoner.publications.measurements import measurements
from almoner.publications.pss_ex1 import (
    activity,
    care_weeks,
    expenditure,
    paf,
    unit_cost_summary,
    unit_costs,
)
from almoner.publications.pss_ex1.layout import CODE, FOLDER
from almoner.publications.publication import Edition, Publication, SourceFile
from almoner.publications.tables import Table
from almoner.reference.language import _

FILES = {
    "activity": ("activity_items",),
    "expenditure": ("expenditure_lines",),
    "summary": ("unit_cost_summary",),
    "unit_costs": ("unit_costs_",),
    "care_weeks": ("care_weeks_by_sector",),
}
_READERS: dict[str, Callable[[Table], pl.DataFrame]] = {
    "activity": activity.measured,
    "expenditure": expenditure.measured,
    "summary": unit_cost_summary.measured,
    "unit_costs": unit_costs.measured,
    "care_weeks": care_weeks.measured,
}


def read(paths: Sequence[Path]) -> list[Edition]:
    """One edition of all files given, coded by the latest year that any of them reports on.

    The rebuilt indicators need both the activity and the expenditure.
    """
    found = {kind: files for kind, files in files_of(paths, FILES).items() if files}
    frames = {
        kind: pl.concat([_READERS[kind](read_table(path)) for path in files], how="diagonal")
        for kind, files in found.items()
    }
    if "activity" in frames and "expenditure" in frames:
        frames["paf"] = paf.rebuilt(frames["activity"], frames["expenditure"])
    everything = measurements(frames.values())
    latest = str(everything["period"].max())
    return [
        Edition(
            publication=CODE,
            code=latest.removeprefix("Y"),
            title=_("Returns to the year ending 31 March {year}").format(year=latest[1:]),
            measurements=everything,
            sources=tuple(SourceFile.of(path) for files in found.values() for path in files),
        )
    ]


PUBLICATION = Publication(
    code=CODE,
    title="Personal social services: activity, expenditure and unit costs (PSS EX1), England",
    publisher="Department of Health; Health and Social Care Information Centre",
    attribution=(
        "PSS EX1 returns, Department of Health and Health and Social Care Information Centre. "
        "Contains public sector information licensed under the Open Government Licence v3.0."
    ),
    url="https://digital.nhs.uk/data-and-information/publications/statistical/"
    "personal-social-services-expenditure-and-unit-costs",
    read=read,
    packaged=tuple(sorted(FOLDER.glob("*.parquet"))),
)
