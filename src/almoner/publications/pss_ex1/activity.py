"""Activity: each figure of each council's return, found by its row in that year's form."""

from __future__ import annotations

import polars as pl

from almoner.publications.periods import with_periods
from almoner.publications.places import with_areas
from almoner.publications.pss_ex1.layout import MARKERS, activity_rows
from almoner.publications.tables import Table
from almoner.reference.areas import Nation
from almoner.reference.language import _
from almoner.reference.measurement import Marker
from almoner.reference.periods import PeriodKind

COLUMNS = {
    "year": ("year",),
    "council": ("council",),
    "source_row": ("source_row",),
    "item": ("item",),
    "value": ("value_raw", "value"),
}


def measured(table: Table) -> pl.DataFrame:
    """Measurements of all figures, with a column `paf` ("B8, B10") beside them.

    Left out: headings, and the notes that councils wrote below the form. A year without a layout,
    and a row whose label is not that of the layout, are refused.
    """
    table = _laid_out(table.columns(COLUMNS).unique(("year", "council", "source_row")))
    table = with_periods(table, "year", kind=PeriodKind.YEAR)
    table = with_areas(table, "council", nation=Nation.ENGLAND, at="period")
    value, marker = table.numbers("value", MARKERS, blank=Marker.NOT_AVAILABLE)
    frame = table.frame.with_columns(value=value, marker=marker)
    return frame.filter(pl.col("indicator").is_not_null())


def _laid_out(table: Table) -> Table:
    """`table` with indicator and breakdown of each figure; null elsewhere, like the value."""
    _known_years(table)
    spaces = pl.col("item").fill_null("").str.replace_all(r"\s+", " ")
    tidied = (
        table.frame.select("item")
        .unique()
        .with_columns(plain=spaces.str.strip_chars().str.to_lowercase())
    )
    joined = table.frame.join(
        activity_rows(), on=["year", "source_row"], how="left", maintain_order="left"
    ).join(tidied, on="item", how="left", nulls_equal=True, maintain_order="left")
    other = (pl.col("plain") != "") & ~pl.col("plain").str.starts_with(pl.col("begins"))
    moved = joined.select(other).to_series()
    if moved.any():
        index = int(moved.arg_true()[0])
        raise table.refusal(
            _("this row of the form has another label"),
            index=index,
            column="item",
            found=joined["item"][index],
            expected=joined["begins"][index],
        )
    figures = pl.when(pl.col("indicator").is_not_null()).then(pl.col("value"))
    return table.with_frame(joined.with_columns(value=figures))


def _known_years(table: Table) -> None:
    years = activity_rows()["year"].unique().sort().to_list()
    unknown = (~table.frame["year"].is_in(years)).arg_true()
    if len(unknown):
        raise table.refusal(
            _("the layout of this year's form is not known"),
            index=int(unknown[0]),
            column="year",
            found=table.frame["year"][int(unknown[0])],
            expected=", ".join(years),
        )
