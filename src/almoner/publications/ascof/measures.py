"""The measures of the framework: its codes of today, and those it had until 2022-23.

A measure taken from the same survey question keeps one code of ours through both frameworks. One
counted from another collection (client-level data in place of the councils' own totals), or one
that was dropped, is another indicator, marked ".to2022".
"""

from __future__ import annotations

from typing import Final

import polars as pl

from almoner.publications.measurements import as_measurements

# Today's code -> our key.
TODAY: Final = {
    code: code.replace("(", "").replace(")", "")
    for code in (
        *("1A", "1B", "1C", "1D", "1E"),
        *("2A", "2B", "2C", "2D(1)", "2D(2)", "2E(1)", "2E(2a)", "2E(2b)"),
        *("3A", "3B", "3C(1)", "3C(2)", "3D(1a)", "3D(1b)", "3D(2a)", "3D(2b)"),
        *("4A", "4B", "5A(1)", "5A(2)", "6A", "6B"),
    )
}
# Measures from the same questions of the same surveys: their code until 2022-23 -> our key.
SAME_QUESTION: Final = {
    "1A": "1A",
    "1B": "3A",
    "1D": "1C",
    "1I1": "5A1",
    "1I2": "5A2",
    "1J": "1B",
    "3A": "1D",
    "3B": "1E",
    "3C": "3B",
    "3D1": "3C1",
    "3D2": "3C2",
    "4A": "4A",
}
UNTIL_2022: Final = {
    **SAME_QUESTION,
    **{
        code: f"{code}.to2022"
        for code in (
            *("1C1A", "1C1B", "1C2A", "1C2B", "1E", "1F", "1G", "1H"),
            *("2A1", "2A2", "2B1", "2B2", "2D", "4B"),
        )
    },
}
# A figure's own companions, by the end of their code: sizes of samples and margins of error.
COMPANIONS: Final = {"base": "Base", "margin": "Margin"}

KEY: Final = ("indicator", "period", "area", "breakdown")


def assembled(figures: pl.DataFrame) -> pl.DataFrame:
    """Measurements from one figure a row.

    `figures` has KEY, `status`, `label`, `value`, `marker` and `kind`: outcome, numerator,
    denominator, base or margin. Outcomes get their numerator and denominator; a base or a margin
    becomes an indicator of its own.
    """
    outcomes = figures.filter(pl.col("kind") == "outcome")
    for part in ("numerator", "denominator"):
        parts = figures.filter(pl.col("kind") == part).select(*KEY, pl.col("value").alias(part))
        outcomes = outcomes.join(parts, on=KEY, how="left", maintain_order="left")
    companions = figures.filter(pl.col("kind").is_in(list(COMPANIONS))).with_columns(
        indicator=pl.col("indicator") + "-" + pl.col("kind").replace_strict(COMPANIONS, default="")
    )
    return pl.concat([as_measurements(outcomes), as_measurements(companions)])
