"""Percentages and rates worked out from the counts of one quarter."""

from __future__ import annotations

import polars as pl

from almoner.publications.homelessness.measures import PREFIX, SHARES, Share
from almoner.reference.measurement import Marker

KEY = ("period", "area", "breakdown", "status", "label")


def shares(counts: pl.DataFrame) -> pl.DataFrame:
    """The measurements of every share whose two counts are there.

    A count without a value passes its marker on; nothing out of nothing does not apply.
    """
    return pl.concat([_share(counts, share) for share in SHARES])


def _share(counts: pl.DataFrame, share: Share) -> pl.DataFrame:
    above, below = (_one(counts, key, name) for key, name in (
        (share.numerator, "numerator"), (share.denominator, "denominator"),
    ))  # fmt: skip
    both = above.join(below, on=KEY, how="inner", maintain_order="left")
    marker = pl.coalesce(
        "numerator_marker",
        "denominator_marker",
        pl.when(pl.col("denominator") == 0).then(pl.lit(Marker.NOT_APPLICABLE.value)),
    )
    value = share.times * pl.col("numerator") / pl.col("denominator")
    return both.select(
        *KEY,
        "numerator",
        "denominator",
        indicator=pl.lit(f"{PREFIX}-{share.key}"),
        marker=marker,
        value=pl.when(marker.is_null()).then(value),
    )


def _one(counts: pl.DataFrame, key: str, name: str) -> pl.DataFrame:
    return counts.filter(pl.col("indicator") == f"{PREFIX}-{key}").select(
        *KEY, pl.col("value").alias(name), pl.col("marker").alias(f"{name}_marker")
    )
