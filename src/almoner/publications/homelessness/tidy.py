"""The packaged table of all quarters: a row a quarter, area and measure."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import polars as pl

from almoner.publications.categories import with_codes
from almoner.publications.files import read_table
from almoner.publications.homelessness.measures import MEASURES, PREFIX
from almoner.publications.periods import with_periods
from almoner.publications.places import with_areas
from almoner.reference.language import _
from almoner.reference.measurement import Marker
from almoner.reference.periods import PeriodKind

COLUMNS: Final = {
    "quarter": ("quarter",),
    "area_code": ("area_code",),
    "measure": ("measure",),
    "value": ("value",),
    "marker": ("marker",),
}
MARKERS: Final = {
    "..": Marker.NOT_AVAILABLE,  # Not returned, incomplete, or withheld as wrong.
    "-": Marker.SUPPRESSED,  # Fewer than five households in bed and breakfast.
}


def read_tidy(path: Path) -> pl.DataFrame:
    """The counts of every quarter: indicator, period, area, breakdown, value, marker, label."""
    table = read_table(path).columns(COLUMNS)
    table = with_periods(table, "quarter", kind=PeriodKind.QUARTER)
    known = {measure.key: f"{PREFIX}-{measure.key}" for measure in MEASURES if measure.tidy}
    table = with_codes(
        table, "measure", known, into="indicator", message=_("this measure is not known")
    )
    table = with_areas(table, "area_code").unique(("quarter", "area", "measure"))
    text = (
        pl.when(pl.col("marker").fill_null("") == "")
        .then(pl.col("value").cast(pl.String))
        .otherwise(pl.col("marker"))
    )
    value, marker = table.with_columns(value=text).numbers("value", MARKERS)
    return table.frame.select(
        "indicator", "period", "area", "status", "label", breakdown=pl.lit("")
    ).with_columns(value=value, marker=marker)
