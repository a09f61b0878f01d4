"""Published unit costs of 2006-07 and 2007-08, in pounds."""

from __future__ import annotations

import polars as pl

from almoner.publications.periods import with_periods
from almoner.publications.places import with_areas
from almoner.publications.pss_ex1.layout import MARKERS
from almoner.publications.pss_ex1.unit_cost_names import coded, summary_measure
from almoner.publications.tables import Table, read_distinct
from almoner.reference.areas import Nation
from almoner.reference.language import _
from almoner.reference.measurement import Marker
from almoner.reference.periods import PeriodKind
from almoner.reference.refusal import Refusal

# The file's column -> what it adds to the breakdown.
PROVISIONS: dict[str, dict[str, str]] = {
    "all_provision": {},
    "la_supported_only": {"funding": "council-supported"},
    "own_provision": {"provision": "own"},
    "provision_by_others": {"provision": "others"},
}
COLUMNS = {
    name: (name,)
    for name in ("year", "council", "indicator_no", "service", "unit", "paf", *PROVISIONS)
}


def measured(table: Table) -> pl.DataFrame:
    """Measurements of all four columns; a column that a measure does not have is left out."""
    table = table.columns(COLUMNS).unique(("year", "council", "service", "unit"))
    table = with_periods(table, "year", kind=PeriodKind.YEAR)
    table = with_areas(table, "council", nation=Nation.ENGLAND, at="period")
    return pl.concat([_column(table, name) for name in PROVISIONS])


def _column(table: Table, column: str) -> pl.DataFrame:
    def read(service: str | None, unit: str | None, *, row: int) -> tuple[str, str]:
        try:
            return coded(summary_measure(service or "", unit or ""), **PROVISIONS[column])
        except (KeyError, StopIteration):
            raise Refusal(
                _("this unit cost is not known"),
                file=table.path.name,
                row=row,
                column="service",
                found=f"{service} ({unit})",
            ) from None

    named = read_distinct(table, ["service", "unit"], ["indicator", "breakdown"], read)
    table = table.with_columns(indicator=named["indicator"], breakdown=named["breakdown"])
    value, marker = table.numbers(column, MARKERS, blank=Marker.NOT_AVAILABLE)
    frame = table.frame.with_columns(value=value, marker=marker)
    published = pl.col("value").is_not_null().any().over("service", "unit", "year")
    return frame.filter(published).select(
        "indicator", "period", "area", "breakdown", "value", "status", "marker", "label"
    )
