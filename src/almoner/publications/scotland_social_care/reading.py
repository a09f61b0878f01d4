"""One table of the publication read by its layout."""

from __future__ import annotations

import re

import polars as pl

from almoner.publications.categories import breakdown, with_codes
from almoner.publications.periods import PERIOD_COLUMNS, period_texts
from almoner.publications.places import with_areas
from almoner.publications.scotland_social_care.categories import PLACES
from almoner.publications.scotland_social_care.tables import PERIODS, Layout
from almoner.publications.tables import STANDARD_MARKERS, Table, read_distinct
from almoner.reference.areas import Nation, areas
from almoner.reference.language import _
from almoner.reference.measurement import Marker
from almoner.reference.refusal import Refusal


def measured(table: Table, layout: Layout) -> pl.DataFrame:
    """The measurements of a table; a blank percentage or rate is not available."""
    table = table.columns({name: (name,) for name in layout.columns()})
    key = (layout.period, layout.place, layout.measure, layout.suffix_by, layout.locality)
    table = table.unique([name for name in (*key, *layout.splits) if name])
    table = _named(_placed(_dated(table, layout), layout), layout)
    value, marker = table.numbers(layout.value, STANDARD_MARKERS, blank=Marker.NOT_AVAILABLE)
    frame = table.frame.with_columns(value=value, marker=marker)
    if layout.numerator:
        parts = table.numbers(layout.numerator, STANDARD_MARKERS, blank=Marker.NOT_AVAILABLE)
        frame = frame.with_columns(numerator=parts[0])
    return frame


def _dated(table: Table, layout: Layout) -> Table:
    """`table` with period, status and label, and `suffix`: what sort of period it is."""

    def read(label: str | None, sort: str | None, *, row: int) -> tuple[str, ...]:
        if layout.suffix_by and sort not in PERIODS:
            raise Refusal(
                _("this sort of period is not known"),
                file=table.path.name,
                row=row,
                column=layout.suffix_by,
                found=sort,
                expected=", ".join(PERIODS),
            )
        suffix, kind = PERIODS[sort or ""] if layout.suffix_by else ("", layout.kind)
        where = {"file": table.path.name, "row": row, "column": layout.period}
        return (*period_texts(label or "", kind, **where), suffix)  # type: ignore[arg-type]

    columns = [layout.period, layout.suffix_by or layout.period]
    said = read_distinct(table, columns, [*PERIOD_COLUMNS, "suffix"], read)
    return table.with_columns(**{name: said[name] for name in said.columns})


def _placed(table: Table, layout: Layout) -> Table:
    """`table` with the area: the council or Scotland, or the locality within the council."""
    table = with_areas(table, layout.place, names=PLACES, nation=Nation.SCOTLAND)
    if not layout.locality:
        return table

    def read(council: str | None, locality: str | None, *, row: int) -> tuple[str]:
        slug = re.sub(r"[^a-z0-9]+", "-", (locality or "").lower()).strip("-")
        code = f"{council}:{slug}"
        if code not in areas():
            raise Refusal(
                _("this locality is not known"),
                file=table.path.name,
                row=row,
                column=layout.locality,
                found=locality,
                expected=", ".join(area.name for area in areas().localities(council or "")),
            )
        return (code,)

    said = read_distinct(table, ["area", layout.locality], ["area"], read)
    return table.with_columns(area=said["area"])


def _named(table: Table, layout: Layout) -> Table:
    """`table` with indicator and breakdown."""
    for column, split in layout.splits.items():
        table = with_codes(table, column, split.codes)
    indicator = pl.lit(layout.indicators.get(""))
    if layout.measure:
        table = with_codes(table, layout.measure, layout.indicators, into="indicator")
        indicator = pl.col("indicator")
    splits = {split.name: column for column, split in layout.splits.items()}
    code = breakdown(**splits) if splits else pl.lit("")
    return table.with_columns(indicator=indicator + pl.col("suffix"), breakdown=code)
