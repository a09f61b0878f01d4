"""Shares of spending, which councils of every size can compare; worked out from the form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import polars as pl

from almoner.publications.finance_outturn.items import PREFIX
from almoner.reference.areas import AreaKind, areas
from almoner.reference.measurement import Marker

KEY: Final = ("area", "breakdown", "status")


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage: one item of the form, of another. Both are a line and a column."""

    key: str
    numerator: str
    denominator: str


SHARES: Final = (
    Share("share-looked-after", "csclkd-net-cur-exp", "csctot-net-cur-exp"),
    Share("share-residential", "csclkdres-net-cur-exp", "csclkd-net-cur-exp"),
    Share("share-family-support", "cscfml-net-cur-exp", "csctot-net-cur-exp"),
    Share("share-safeguarding", "cscsfg-net-cur-exp", "csctot-net-cur-exp"),
    Share("share-learning-disability", "asclrn-net-cur-exp", "asctot-net-cur-exp"),
    Share("share-assessment", "asccrasssfg-net-cur-exp", "asctot-net-cur-exp"),
    Share("share-fees", "asctot-sfc", "asctot-tot-exp"),
    Share("share-income", "asctot-tot-inc", "asctot-tot-exp"),
)


def shares(figures: pl.DataFrame) -> pl.DataFrame:
    """Every share of every area with social services duties, and of what is made up of them.

    `figures` has a row a figure of the form.
    """
    kinds = {code: areas().get(code).kind for code in figures["area"].unique()}
    responsible = [code for code, kind in kinds.items() if kind is not AreaKind.DISTRICT]
    totals = figures.filter((pl.col("breakdown") == "") & pl.col("area").is_in(responsible))
    return pl.concat([_share(totals, share) for share in SHARES])


def _share(figures: pl.DataFrame, share: Share) -> pl.DataFrame:
    above = _one(figures, share.numerator, "numerator")
    both = above.join(
        _one(figures, share.denominator, "denominator"), on=KEY, how="inner", maintain_order="left"
    )
    marker = pl.coalesce(
        "numerator_marker",
        "denominator_marker",
        # A line with more income than spending is no share, and has none.
        pl.when((pl.col("denominator") <= 0) | (pl.col("numerator") < 0)).then(
            pl.lit(Marker.NOT_APPLICABLE.value)
        ),
    )
    return both.select(
        *KEY,
        "numerator",
        "denominator",
        indicator=pl.lit(f"{PREFIX}-{share.key}"),
        marker=marker,
        value=pl.when(marker.is_null()).then(100 * pl.col("numerator") / pl.col("denominator")),
    )


def _one(figures: pl.DataFrame, item: str, name: str) -> pl.DataFrame:
    return figures.filter(pl.col("indicator") == f"{PREFIX}-{item}").select(
        *KEY, pl.col("value").alias(name), pl.col("marker").alias(f"{name}_marker")
    )
