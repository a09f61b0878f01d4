"""From a publisher's table to measurements: each distinct label of place or period is read once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

import polars as pl

from almoner.publications.reading import Table
from almoner.reference.areas import areas
from almoner.reference.breakdown import breakdown_code
from almoner.reference.language import _
from almoner.reference.measurement import MEASUREMENT_SCHEMA
from almoner.reference.periods import PeriodKind, parse_period, rolling_year
from almoner.reference.refusal import Refusal

PERIOD_COLUMNS = ("period", "status", "label")

Reader = Callable[..., Sequence[str | None]]


def files_named(paths: Sequence[Path]) -> dict[str, Path]:
    """The files at `paths` and in the folders at `paths`, by name without ".gz".

    Hidden files and READMEs are passed over. Two files of one name, or no file, are refused.
    """
    found: dict[str, Path] = {}
    for path in _files(paths):
        name = path.name.removesuffix(".gz")
        if name in found:
            raise Refusal(_("two files have one name"), file=name, found=str(path))
        found[name] = path
    if not found:
        raise Refusal(_("there are no files here"), found=", ".join(map(str, paths)))
    return found


def _files(paths: Iterable[Path]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        if not path.exists():
            raise Refusal(_("there is no such file or folder"), file=path)
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        files += [file for file in inside if file.is_file() and _is_data(file)]
    return files


def _is_data(path: Path) -> bool:
    return not path.name.startswith(".") and not path.name.upper().startswith("README")


def read_distinct(
    table: Table, columns: Sequence[str], gives: Sequence[str], read: Reader
) -> pl.DataFrame:
    """Columns named `gives`, one row a row of `table`: what `read` says of its `columns`.

    `read(*cells, row=)` is called once for each distinct set of cells, with the row of the file
    where it first stands, and gives a tuple of texts.
    """
    keys = [f"key {number}" for number, _column in enumerate(columns)]
    cells = table.frame.select(
        pl.col(column).alias(key) for column, key in zip(columns, keys, strict=True)
    )
    distinct = cells.with_row_index("row", offset=table.first_row).unique(
        keys, keep="first", maintain_order=True
    )
    answers = [read(*row[1:], row=row[0]) for row in distinct.iter_rows()]
    said = pl.DataFrame(answers, schema=dict.fromkeys(gives, pl.String), orient="row")
    known = pl.concat([distinct.select(keys), said], how="horizontal")
    return cells.join(known, on=keys, how="left", nulls_equal=True, maintain_order="left").select(
        gives
    )


def read_areas(table: Table, column: str) -> pl.Series:
    """The codes of the areas named in `column`; refuses one that is not known."""

    def read(text: object, *, row: int) -> tuple[str]:
        found = areas().require(
            "" if text is None else str(text), file=table.path.name, row=row, column=column
        )
        return (found.code,)

    return read_distinct(table, [column], ["area"], read).to_series()


def read_periods(table: Table, column: str, kind: PeriodKind) -> pl.DataFrame:
    """The periods labelled in `column`: their code, status and label (PERIOD_COLUMNS)."""

    def read(label: str | None, *, row: int) -> tuple[str, ...]:
        return period_texts(label or "", kind, file=table.path.name, row=row, column=column)

    return read_distinct(table, [column], PERIOD_COLUMNS, read)


def read_years(table: Table, column: str) -> pl.DataFrame:
    """As `read_periods`, for reporting years; a window of several years is refused."""
    years = read_periods(table, column, PeriodKind.YEAR)
    windows = (~years["period"].str.contains(r"^Y\d{4}$")).arg_true()
    if len(windows):
        index = int(windows[0])
        raise table.refusal(
            _("this is not one reporting year"),
            index=index,
            column=column,
            found=table.frame[column][index],
            expected=_("a year such as 2024 or 2023/24"),
        )
    return years


def latest_year(table: Table, column: str = "time_period") -> int:
    """The last reporting year in a column, by the year it ends in."""
    last = read_years(table, column)["period"].str.slice(1).cast(int).max()
    assert isinstance(last, int)
    return last


def period_texts(
    label: str, kind: PeriodKind, *, file: str, row: int, column: str, ends_in: int = 9
) -> tuple[str, str, str]:
    """A label's period code, status and the label; a rolling year's bare year ends in `ends_in`.

    `ends_in` is a month: with 9, "2024" is the twelve months to 30 September 2024.
    """
    if kind is PeriodKind.ROLLING_YEAR and label.isdigit():
        year = parse_period(label, kind=PeriodKind.CALENDAR_YEAR, file=file, row=row, column=column)
        last = date(year.period.end.year, ends_in, {9: 30, 3: 31, 12: 31}[ends_in])
        return rolling_year(last).code, str(year.status), label
    read = parse_period(label, kind=kind, file=file, row=row, column=column)
    return read.period.code, str(read.status), read.label


def read_breakdowns(table: Table, columns: Mapping[str, str]) -> pl.Series:
    """Breakdown codes from `columns` (column -> the characteristic's name); null leaves one out."""

    def read(*cells: str | None, row: int) -> tuple[str]:
        return (breakdown_code(dict(zip(columns.values(), cells, strict=True))),)

    return read_distinct(table, list(columns), ["breakdown"], read).to_series()


def as_measurements(frame: pl.DataFrame) -> pl.DataFrame:
    """`frame` with the columns of MEASUREMENT_SCHEMA in their order; what is absent is filled.

    No breakdown is the total, no status is final, no numerator or denominator is null.
    """
    empty = {"breakdown": "", "status": "final"}
    return frame.select(
        (
            pl.col(name)
            if name in frame.columns
            else pl.lit(empty.get(name), dtype=dtype).alias(name)
        ).cast(dtype)
        for name, dtype in MEASUREMENT_SCHEMA.items()
    )
