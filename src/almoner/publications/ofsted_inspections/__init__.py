"""Ofsted's judgements on councils' children's services: in force, their history, and visits.

A judgement is a measurement: 1 Outstanding, 2 Good, 3 Requires improvement to be good,
4 Inadequate. Judgements in force stand at 31 March; those of the history and the visits at the
first day of the inspection. `tables` reads the files, `judgements` makes measurements of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from almoner.publications.files import files_of
from almoner.publications.measurements import measurements
from almoner.publications.ofsted_inspections.judgements import (
    all_judgements,
    earlier,
    judgements,
    visit_counts,
    visits,
)
from almoner.publications.ofsted_inspections.scale import CODE, JUDGEMENTS
from almoner.publications.ofsted_inspections.tables import (
    FILES,
    SHEETS,
    Tables,
    from_tables,
    from_workbook,
    read_judged,
)
from almoner.publications.publication import DATA_DIR, Edition, Publication, SourceFile
from almoner.reference.language import _

FOLDER: Final = DATA_DIR / CODE


def read(paths: Sequence[Path]) -> list[Edition]:
    """One edition a workbook, and one of the three tables saved as CSV.

    The code is the day in the name of the file, "2025-03-31".
    """
    found = files_of(paths, FILES, suffixes=(".csv", ".csv.gz", ".ods", ".xlsx"))
    editions = [_edition(from_workbook(path)) for path in found["workbook"]]
    tables = {kind: found[kind] for kind in SHEETS if found[kind]}
    return [*editions, _edition(from_tables(tables))] if tables else editions


def _edition(tables: Tables) -> Edition:
    in_force = read_judged(tables.in_force, kinds=()).unique(("area",))
    others = [
        read_judged(table, kinds=("kind", "theme") if kind == "in_year" else ("kind",))
        for kind, table in tables.others.items()
    ]
    code = tables.as_at.isoformat()
    frames = [
        *(judgements(in_force, "InForce", key, at=tables.as_at) for key in JUDGEMENTS),
        *(
            judgements(table, "InForce", key, at=at)
            for at, table in earlier(others, tables.as_at)
            for key in JUDGEMENTS
        ),
        *all_judgements([in_force, *others]),
        *(visits(table) for table in others if "theme" in table.frame.columns),
        *(visit_counts(in_force, table) for table in others if "theme" in table.frame.columns),
    ]
    return Edition(
        publication=CODE,
        code=code,
        title=_("Judgements as at {day}").format(day=code),
        measurements=measurements(frames),
        sources=tuple(SourceFile.of(path) for path in tables.paths),
    )


PUBLICATION = Publication(
    code=CODE,
    title="Local authority inspection outcomes (children's services)",
    publisher="Ofsted",
    attribution=(
        "Local authority inspection outcomes, Ofsted. Contains public sector information "
        "licensed under the Open Government Licence v3.0."
    ),
    url=("https://www.gov.uk/government/collections/childrens-social-care-statistics"),
    read=read,
    packaged=(
        FOLDER / "outcomes_as_at_31_march_2025.csv",
        FOLDER / "ilacs_history_2018_2025.csv",
        FOLDER / "in_year_visits_2024_25.csv",
    ),
)
