"""Measurements out of the store in bulk, as frames: for working out readings, not for pages."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from almoner.measurements import bulk
from almoner.measurements.models import Edition
from almoner.reference.periods import Period

KEY = ["indicator", "breakdown", "area", "period"]

SERIES_SCHEMA = {
    "id": pl.Int64(),
    "indicator": pl.String(),
    "breakdown": pl.String(),
    "area": pl.String(),
}
CURRENT_SCHEMA = {
    "indicator": pl.String(),
    "breakdown": pl.String(),
    "area": pl.String(),
    "period": pl.String(),
    "label": pl.String(),
    "value": pl.Float64(),
    "numerator": pl.Float64(),
    "denominator": pl.Float64(),
    "status": pl.String(),
    "marker": pl.String(),
    "edition_id": pl.Int64(),
    "edition": pl.String(),
}


def series_ids(indicators: Sequence[str]) -> pl.DataFrame:
    """The id and key of every series of `indicators`."""
    return _of_indicators(
        "SELECT id, indicator, breakdown, area FROM measurements_series WHERE indicator IN ({})",
        indicators,
        SERIES_SCHEMA,
    )


def current_measurements(indicators: Sequence[str]) -> pl.DataFrame:
    """The measurements of `indicators` as now held: for each key, the latest edition's word."""
    rows = _of_indicators(
        """
        SELECT s.indicator, s.breakdown, s.area, m.period, m.label, m.value,
               m.numerator, m.denominator, m.status, m.marker, m.edition_id, e.code
        FROM measurements_measurement m
        JOIN measurements_series s ON s.id = m.series_id
        JOIN measurements_edition e ON e.id = m.edition_id
        WHERE s.indicator IN ({})
        ORDER BY m.series_id, m.period
        """,
        indicators,
        CURRENT_SCHEMA,
    )
    return latest_word(rows).with_columns(ends_on=period_ends(rows["period"]))


def latest_word(rows: pl.DataFrame) -> pl.DataFrame:
    """For each key the row of the last edition; the column `edition`, its code, is dropped."""
    if rows["edition"].n_unique() > 1:
        rows = rows.sort("edition", maintain_order=True).unique(
            KEY, keep="last", maintain_order=True
        )
    return rows.drop("edition")


def period_ends(codes: pl.Series) -> pl.Expr:
    """The last day of the period in the column `period`, whose values are among `codes`."""
    ends = {code: Period.from_code(code).end for code in codes.unique()}
    return pl.col("period").replace_strict(ends, return_dtype=pl.Date)


def published_in(edition: Edition) -> pl.DataFrame:
    """The last word of `edition` and its re-issues: key and content of each measurement."""
    schema = {name: CURRENT_SCHEMA[name] for name in CURRENT_SCHEMA if name != "edition_id"}
    del schema["label"]
    rows = bulk.frame(
        """
        SELECT s.indicator, s.breakdown, s.area, m.period, m.value, m.numerator, m.denominator,
               m.status, m.marker, e.code
        FROM measurements_measurement m
        JOIN measurements_series s ON s.id = m.series_id
        JOIN measurements_edition e ON e.id = m.edition_id
        WHERE e.publication = %s AND (e.code = %s OR e.code LIKE %s)
        """,
        [edition.publication, edition.code, f"{edition.code} re-issue %"],
        schema,
    )
    return latest_word(rows)


def _of_indicators(
    sql: str, indicators: Sequence[str], schema: dict[str, pl.DataType]
) -> pl.DataFrame:
    """The rows of `sql`, its one slot filled with a mark for each indicator.

    In parts, because both databases limit the number of marks in a statement.
    """
    parts = [
        bulk.frame(sql.format(", ".join(["%s"] * len(some))), some, schema)
        for some in (indicators[i : i + 900] for i in range(0, len(indicators), 900))
    ]
    return pl.concat(parts) if parts else pl.DataFrame(schema=schema)
