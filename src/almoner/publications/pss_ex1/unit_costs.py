"""Unit costs of 2008-09 to 2012-13 with their numerators and denominators."""

from __future__ import annotations

import polars as pl

from almoner.publications.periods import with_periods
from almoner.publications.places import with_areas
from almoner.publications.pss_ex1.layout import MARKERS
from almoner.publications.pss_ex1.unit_cost_names import coded, weekly_measure
from almoner.publications.tables import Table, read_distinct
from almoner.reference.areas import Nation
from almoner.reference.language import _
from almoner.reference.measurement import Marker
from almoner.reference.periods import PeriodKind
from almoner.reference.refusal import Refusal

COLUMNS = {
    "year": ("year",),
    "council": ("council",),
    "seq": ("seq",),
    "measure": ("measure",),
    "denominator_label": ("denominator_label",),
    "value": ("value_raw", "value"),
    "numerator": ("numerator",),
    "denominator": ("denominator",),
}
# In 2008-09 hours come both from the sample week and for the actual year. The denominators' labels
# of these two pairs stand at each other's figures: the "sample week" has fifty times the hours.
SWAPPED = frozenset({("2008-09", 27), ("2008-09", 28), ("2008-09", 29), ("2008-09", 30)})


def measured(table: Table) -> pl.DataFrame:
    """Measurements of all values; numerators in thousand pounds."""
    table = table.columns(COLUMNS).unique(("year", "council", "seq"))
    named = _named(table)
    table = table.with_columns(indicator=named["indicator"], breakdown=named["breakdown"])
    table = with_periods(table, "year", kind=PeriodKind.YEAR)
    table = with_areas(table, "council", nation=Nation.ENGLAND, at="period")
    value, marker = table.numbers("value", MARKERS)
    numerator, denominator = (
        table.numbers(name, MARKERS, blank=Marker.NOT_AVAILABLE)[0]
        for name in ("numerator", "denominator")
    )
    return table.frame.with_columns(
        value=value, marker=marker, numerator=numerator, denominator=denominator
    )


def _named(table: Table) -> pl.DataFrame:
    def read(
        year: str, seq: int, measure: str | None, denominator: str | None, *, row: int
    ) -> tuple[str, str]:
        try:
            named = weekly_measure(measure or "")
        except (KeyError, StopIteration):
            raise Refusal(
                _("this unit cost is not known"),
                file=table.path.name,
                row=row,
                column="measure",
                found=measure,
            ) from None
        actual = "actual number" in (denominator or "").lower()
        if (year, seq) in SWAPPED:
            actual = not actual
        if named[0].endswith("HomeCareHourCost") and not actual:
            named = ("PAF-B17", named[1])
        return coded(named)

    keys = ["year", "seq", "measure", "denominator_label"]
    return read_distinct(table, keys, ["indicator", "breakdown"], read)
