"""From a folder of records to a file of measurements."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

import polars as pl

from almoner.catalogue.definitions import Indicator
from almoner.engine.measure import Runs, measure_with_places
from almoner.engine.mirror import Mirror
from almoner.engine.places import Months, index_of_month
from almoner.engine.prepared import prepared
from almoner.engine.protection import protected
from almoner.records.directory import RecordsDirectory
from almoner.records.tables import declared_tables
from almoner.reference.language import _
from almoner.reference.refusal import Refusal

COUNCILS_OWN = ("team", "team_membership", "population")
"""Tables that say where teams belong and who lives there; no statement reads them."""


def measure_directory(
    records: Path,
    indicators: Sequence[Indicator],
    *,
    out: Path,
    engine: str = "duckdb",
    as_known_on: date | None = None,
    broken_down: bool = True,
    rule_set: str = "",
) -> pl.DataFrame:
    """Measurements of a folder of records, written to `out` (.parquet or .csv) and returned.

    With a rule set they are protected for its audience. Refuses records that are not as declared,
    and an `out` of another kind, before anything is written.
    """
    if out.suffix not in (".parquet", ".csv"):
        raise Refusal(_("measurements are written as .parquet or .csv"), found=out.name)
    directory = RecordsDirectory(records)
    directory.check()
    months = covered(directory, as_known_on)
    with _engine(engine, directory, as_known_on, indicators, broken_down) as running:
        frame, places = measure_with_places(running, indicators, months, broken_down=broken_down)
    if rule_set:
        frame = protected(frame, indicators, places, rule_set)
    if out.suffix == ".parquet":
        frame.write_parquet(out)
    else:
        frame.write_csv(out)
    return frame


class _Engine(Runs, Protocol):
    """An engine that can be closed."""

    def __enter__(self) -> Runs: ...

    def __exit__(self, *_error: object) -> None: ...


def _engine(
    name: str,
    directory: RecordsDirectory,
    as_known_on: date | None,
    indicators: Sequence[Indicator],
    broken_down: bool,
) -> _Engine:
    columns = columns_read(indicators, broken_down=broken_down)
    if name == "spark":
        from almoner.engine.spark import SparkEngine

        return SparkEngine.of_directory(directory, as_known_on, tables=columns)
    return Mirror.of_directory(directory, as_known_on, columns=columns)


def columns_read(
    indicators: Sequence[Indicator], *, broken_down: bool
) -> dict[str, tuple[str, ...]]:
    """The columns that these indicators read, by table, with what tells places and residents."""
    read = dict(prepared(indicators, broken_down=broken_down).program.columns)
    return read | {name: tuple(declared_tables()[name].schema.names) for name in COUNCILS_OWN}


def covered(directory: RecordsDirectory, as_known_on: date | None = None) -> Months:
    """The months that the records cover: as their `records.json` says, or the last six years.

    Never past the day as at which they are known.
    """
    about = directory.path / "records.json"
    if about.is_file():
        covers = json.loads(about.read_text(encoding="utf-8"))["covers"]
        first, last = (date.fromisoformat(covers[key]) for key in ("from", "to"))
    else:
        last = date.today()  # noqa: DTZ011 - a day of the office, not an instant
        first = date(last.year - 6, 4, 1)
    months = Months(index_of_month(first.year, first.month), index_of_month(last.year, last.month))
    if as_known_on is None:
        return months
    known = index_of_month(as_known_on.year, as_known_on.month)
    return Months(months.first, min(months.last, known))
