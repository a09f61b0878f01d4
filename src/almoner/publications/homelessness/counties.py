"""County councils: their districts' counts added up.

Homelessness is a duty of districts, social care of counties, so that a county has no figure of
the ministry's. A county gets a sum only where every one of its districts has a figure.
"""

from __future__ import annotations

import polars as pl

from almoner.reference.areas import areas
from almoner.reference.measurement import Marker
from almoner.reference.periods import Period

COUNT_KEY = ("indicator", "period", "breakdown", "status", "label")


def counties(counts: pl.DataFrame) -> pl.DataFrame:
    """Measurements of the county councils whose districts stand in `counts`."""
    tiers = {code: areas().get(code).upper_tier for code in counts["area"].unique()}
    placed = counts.with_columns(
        area=pl.col("area").replace_strict(tiers, return_dtype=pl.String)
    ).drop_nulls("area")
    sums = placed.group_by(*COUNT_KEY, "area", maintain_order=True).agg(
        value=pl.col("value").sum(),
        having=pl.col("value").count(),
        marker=pl.col("marker").drop_nulls().first(),
    )
    complete = pl.col("having") == pl.col("districts")
    why = pl.coalesce("marker", pl.lit(Marker.NOT_AVAILABLE.value))
    return sums.join(_districts(sums), on=("period", "area"), how="left").select(
        *COUNT_KEY,
        "area",
        value=pl.when(complete).then("value"),
        marker=pl.when(~complete).then(why),
    )


def _districts(sums: pl.DataFrame) -> pl.DataFrame:
    """How many districts each county had at the end of each period."""
    pairs = sums.select("period", "area").unique()
    numbers = [
        (period, area, len(areas().districts(area, on=Period.from_code(period).end)))
        for period, area in pairs.iter_rows()
    ]
    return pl.DataFrame(
        numbers,
        schema={"period": pl.String, "area": pl.String, "districts": pl.UInt32},
        orient="row",
    )
