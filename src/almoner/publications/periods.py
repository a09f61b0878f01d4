"""Labels of periods as codes, each distinct label read once."""

from __future__ import annotations

from datetime import date

import polars as pl

from almoner.publications.tables import Table, read_distinct
from almoner.reference.language import _
from almoner.reference.periods import PeriodKind, parse_period, rolling_year

PERIOD_COLUMNS = ("period", "status", "label")


def with_periods(table: Table, column: str, *, kind: PeriodKind) -> Table:
    """`table` with the columns `period`, `status` and `label` read from the labels in `column`."""
    return table.with_columns(**read_periods(table, column, kind).to_dict())


def with_years(table: Table, column: str) -> Table:
    """As `with_periods`, but every label must be one reporting year; several years are refused."""
    return table.with_columns(**read_years(table, column).to_dict())


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
            _("this is not the label of one period"),
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
