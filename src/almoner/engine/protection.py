"""Measurements made fit for a named audience.

All that is shown of one indicator in one period is taken together: teams with their services and
the council, homes with the council, breakdowns with their totals. Sums over periods are not looked
at, so a month and the quarter it lies in are not to be shown under the same rules side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import polars as pl

from almoner.catalogue.definitions import Indicator
from almoner.engine.disclosure import RuleSet, Sum, rounded, rule_set, withheld
from almoner.engine.places import Places
from almoner.engine.values import quotient
from almoner.reference.marker import Marker

_COUNTS = ("numerator", "denominator")


def protected(
    frame: pl.DataFrame, indicators: Sequence[Indicator], places: Places, code: str
) -> pl.DataFrame:
    """Measurements with what a rule set withholds taken out and marked, and the rest rounded.

    A measurement whose numerator or denominator is withheld shows neither, nor its value. Refuses
    a rule set that is not packaged.
    """
    rules = rule_set(code)
    by_code = {indicator.code: indicator for indicator in indicators}
    groups = frame.group_by("indicator", "period", maintain_order=True)
    return pl.concat(
        [_group(rows, by_code[str(key[0])], places, rules) for key, rows in groups]
        or [frame.clear()]
    )


def _group(
    rows: pl.DataFrame, indicator: Indicator, places: Places, rules: RuleSet
) -> pl.DataFrame:
    hidden = np.zeros(rows.height, bool)
    for column in _COUNTS:
        if rows[column].null_count() < rows.height:
            counts = rows[column].fill_null(0).cast(pl.Int64).to_numpy()
            hidden |= withheld(counts, list(_sums(rows, counts, places)), rules)
    shown = _rounded(rows, indicator, rules) if rules.base > 1 else rows
    out = pl.Series(hidden)
    return shown.with_columns(
        *(pl.when(~out).then(pl.col(name)).alias(name) for name in (*_COUNTS, "value")),
        marker=pl.when(out).then(pl.lit(Marker.SUPPRESSED.value)).otherwise(pl.col("marker")),
    )


def _sums(rows: pl.DataFrame, counts: np.ndarray, places: Places) -> Iterator[Sum]:
    """Every way in which the counts add up; ways in which these counts do not are left out."""
    at = {key: i for i, key in enumerate(rows.select("area", "breakdown").iter_rows())}
    for total, parts in _candidates(at, places):
        if parts and counts[list(parts)].sum() == counts[total]:
            yield total, parts


def _candidates(
    at: dict[tuple[str, str], int], places: Places
) -> Iterator[tuple[int, tuple[int, ...]]]:
    homes = {area for area, _part in at} - set(places.codes)
    members = [
        {places.teams[i] for i in np.flatnonzero(places.weights[:, :, number].any(axis=0))}
        for number in range(len(places.wholes))
    ]
    whole = dict(zip(places.wholes, members, strict=True))
    parts = {part for _area, part in at}
    for (area, part), total in at.items():
        for other in (*whole.values(), homes) if area in whole else ():
            if other is whole[area] or other is homes:
                yield total, tuple(at[one, part] for one in sorted(other) if (one, part) in at)
        if part == "":
            for kind in {name.partition("=")[0] for name in parts if name}:
                named = [name for name in sorted(parts) if name.startswith(f"{kind}=")]
                yield total, tuple(at[area, name] for name in named if (area, name) in at)


def _rounded(rows: pl.DataFrame, indicator: Indicator, rules: RuleSet) -> pl.DataFrame:
    counts = {
        name: rounded(rows[name].fill_null(0).cast(pl.Int64).to_numpy(), rules.base)
        for name in _COUNTS
    }
    below = counts["denominator"]
    if rows["denominator"].null_count() == rows.height:
        below = np.ones_like(below)
    value = quotient(counts["numerator"], below, indicator.measure.scale, indicator.decimals_shown)
    kept = rows["numerator"].is_not_null()
    return rows.with_columns(
        *(
            pl.when(pl.col(name).is_not_null())
            .then(pl.Series(counts[name]).cast(pl.Float64))
            .alias(name)
            for name in _COUNTS
        ),
        value=pl.when(kept).then(pl.Series(value).fill_nan(None)).otherwise(pl.col("value")),
    )
