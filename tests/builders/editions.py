"""Editions drawn as text tables."""

from __future__ import annotations

import hashlib

import polars as pl

from almoner.publications.publication import Edition, SourceFile
from almoner.reference.measurement import MEASUREMENT_SCHEMA


def edition(table: str, *, code: str = "2024", publication: str = "made-up") -> Edition:
    """An edition from lines `indicator period area value [numerator/denominator] [breakdown]`.

    A value that is no number is a marker. The source file's digest is that of the text.
    """
    rows = [_row(line.split()) for line in table.strip().splitlines()]
    digest = hashlib.sha256((publication + code + table).encode()).hexdigest()
    return Edition(
        publication=publication,
        code=code,
        title=f"Made up, {code}",
        measurements=pl.DataFrame(rows, schema=MEASUREMENT_SCHEMA, orient="row"),
        sources=(SourceFile(f"made-up-{code}.csv", digest, len(table)),),
    )


def _row(cells: list[str]) -> dict[str, object]:
    indicator, period, area, value, *rest = cells
    parts = next((cell for cell in rest if "/" in cell), None)
    numerator, denominator = (float(part) for part in parts.split("/")) if parts else (None, None)
    try:
        number, marker = float(value), None
    except ValueError:
        number, marker = None, value
    return {
        "indicator": indicator,
        "period": period,
        "area": area,
        "breakdown": next((cell for cell in rest if "=" in cell), ""),
        "numerator": numerator,
        "denominator": denominator,
        "value": number,
        "status": "final",
        "marker": marker,
        "label": period,
    }
