"""What a publication has read, in the shape of measurements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from almoner.reference.language import _
from almoner.reference.measurement import MEASUREMENT_KEY, MEASUREMENT_SCHEMA
from almoner.reference.refusal import Refusal


def measurements(frames: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """`frames` under one another in the shape of MEASUREMENT_SCHEMA; absent columns are filled."""
    return pl.concat([as_measurements(frame) for frame in frames])


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


def without_repeats(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The measurements of `tables` (by file), each once: publishers print one total in several.

    A figure holds before a marker, and one with a denominator before one without. Two different
    figures for one measurement are refused, naming the files that hold them.
    """
    frame = pl.concat(tables.values())
    again = frame.select(pl.struct(MEASUREMENT_KEY).is_duplicated()).to_series()
    best_first = frame.filter(again).sort(
        pl.col("value").is_null(), pl.col("denominator").is_null(), maintain_order=True
    )
    differ = (
        best_first.group_by(MEASUREMENT_KEY, maintain_order=True)
        .agg(pl.col("value").drop_nulls().unique())
        .filter(pl.col("value").list.len() > 1)
    )
    if differ.height:
        raise _contradiction(tables, differ.sort(MEASUREMENT_KEY).head(1))
    once = best_first.unique(list(MEASUREMENT_KEY), keep="first", maintain_order=True)
    return pl.concat([frame.filter(~again), once])


def _contradiction(tables: Mapping[str, pl.DataFrame], differs: pl.DataFrame) -> Refusal:
    indicator, *key, figures = differs.row(0)
    here = [
        name
        for name, table in tables.items()
        if table.join(differs, on=MEASUREMENT_KEY, how="semi").height
    ]
    return Refusal(
        _("two tables give different figures for one measurement"),
        file=", ".join(here),
        column=indicator,
        found=" / ".join(map(str, [*key, *sorted(figures)])),
        expected=_("the same figure wherever it is printed"),
    )
