"""Unit costs of the Performance Assessment Framework, rebuilt from activity and expenditure.

The activity form itself says which rows count towards B8, B9, B10 and B17. Expenditure is gross
and excludes capital. The framework's own adjustments, from 2001-02 for adoption, residential
schools and short breaks, are not made: one definition holds for all four years.
"""

from __future__ import annotations

import polars as pl

KEY = ("area", "period", "status", "label")

HOMES = "group=children-looked-after;service=childrens-homes"
FOSTERING = "group=children-looked-after;service=fostering-services"
HOME_CARE = tuple(
    f"group={group};service=home-care"
    for group in ("older", "physical-disability", "learning-disability", "mental-health")
)
DAYS_IN_WEEK = 7.0
WEEKS_IN_YEAR = 52.0

# Indicator -> lines of expenditure; activity, the indicator that its rows are marked with, and
# placements; what makes a unit of activity a week of care (days) or an hour of the year (hours in
# the sample week).
REBUILT = {
    "PAF-B8": ((HOMES, FOSTERING), "PSSEX1-PlacementDays", "B8", "foster|home", 1 / DAYS_IN_WEEK),
    "PAF-B9": ((HOMES,), "PSSEX1-PlacementDays", "B8", "home", 1 / DAYS_IN_WEEK),
    "PAF-B10": ((FOSTERING,), "PSSEX1-PlacementDays", "B8", "foster", 1 / DAYS_IN_WEEK),
    "PAF-B17": (HOME_CARE, "PSSEX1-HomeCareHours", "B17", "", WEEKS_IN_YEAR),
}


def rebuilt(activity: pl.DataFrame, expenditure: pl.DataFrame) -> pl.DataFrame:
    """Measurements of the four unit costs where all parts were returned.

    Numerators are in thousand pounds, denominators in weeks (hours for B17), values in pounds a
    week (an hour). A place whose parts are not all there has none.
    """
    return pl.concat([_one(name, activity, expenditure) for name in REBUILT])


def _one(name: str, activity: pl.DataFrame, expenditure: pl.DataFrame) -> pl.DataFrame:
    lines, measure, marked, placements, factor = REBUILT[name]
    spent = expenditure.filter(
        (pl.col("indicator") == "PSSEX1-Gross") & pl.col("breakdown").is_in(lines)
    )
    done = activity.filter(
        (pl.col("indicator") == measure)
        & pl.col("paf").str.split(", ").list.contains(marked)
        & pl.col("breakdown").str.contains(placements)
    )
    whole = _sums(spent, "numerator").join(
        _sums(done, "denominator"), on=KEY, maintain_order="left"
    )
    weeks = whole.with_columns(pl.col("denominator") * factor).filter(pl.col("denominator") > 0)
    return weeks.with_columns(
        value=1000 * pl.col("numerator") / pl.col("denominator"), indicator=pl.lit(name)
    )


def _sums(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    """The sum of the values of each place and year, where none of them is missing."""
    total = pl.when(pl.col("value").is_not_null().all()).then(pl.col("value").sum())
    return frame.group_by(KEY, maintain_order=True).agg(total.alias(name)).drop_nulls(name)
