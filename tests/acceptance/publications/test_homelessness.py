"""H-CLIC, 27 quarters, whole: districts add up to regions, regions to England, parts to wholes."""

from __future__ import annotations

from functools import cache

import polars as pl
import pytest

from almoner.publications.homelessness import FOLDER, PUBLICATION
from almoner.publications.homelessness.measures import MEASURES, PER_THOUSAND, PREFIX, SHARES
from almoner.reference.areas import areas
from almoner.reference.periods import Period

PACKAGED = FOLDER / "hclic_quarterly_2018q2_2024q4.parquet"
COUNTS = [f"{PREFIX}-{measure.key}" for measure in MEASURES if measure.tidy]
HOUSEHOLDS = f"{PREFIX}-households_thousands"
ENGLAND = "E92000001"
KEY = ["indicator", "period"]


@pytest.fixture(scope="module")
def frame() -> pl.DataFrame:
    everything = pl.concat(one.measurements for one in PUBLICATION.read(PUBLICATION.packaged))
    kinds = {code: areas().get(code).kind.value for code in everything["area"].unique()}
    regions = {code: areas().get(code).region for code in everything["area"].unique()}
    return everything.with_columns(
        kind=pl.col("area").replace_strict(kinds, return_dtype=pl.String),
        region=pl.col("area").replace_strict(regions, return_dtype=pl.String),
    )


@pytest.fixture(scope="module")
def housing_authorities(frame: pl.DataFrame) -> pl.DataFrame:
    """Counts of those who have the duty: districts and unitaries, not counties."""
    counts = frame.filter(
        pl.col("indicator").is_in(COUNTS) & pl.col("kind").is_in(["council", "district"])
    )
    pairs = counts.select("area", "period").unique()
    own = [(area, period, not _is_county(area, period)) for area, period in pairs.iter_rows()]
    duty = pl.DataFrame(own, schema=["area", "period", "has_duty"], orient="row")
    return counts.join(duty, on=["area", "period"]).filter("has_duty")


@cache
def _is_county(area: str, period: str) -> bool:
    return bool(areas().districts(area, on=Period.from_code(period).end))


def test_every_figure_of_the_table_is_read(frame: pl.DataFrame) -> None:
    published = pl.read_parquet(PACKAGED)
    counts = frame.filter(pl.col("indicator").is_in(COUNTS))
    counties = counts.filter(
        pl.struct("area", "period").map_elements(
            lambda pair: _is_county(pair["area"], pair["period"]), return_dtype=pl.Boolean
        )
    )
    assert counts.height - counties.height == published.height == 227_020
    total = counts["value"].sum() - counties["value"].sum()
    assert total == pytest.approx(published["value"].sum(), rel=1e-12)


def test_districts_add_up_to_regions_where_every_one_has_a_figure(
    frame: pl.DataFrame, housing_authorities: pl.DataFrame
) -> None:
    """1,957 regional totals are complete; all but 29 are the sum rounded to ten.

    Eight are numbers of households of January to March 2021, which the ministry rounded and
    scaled in four regions; 21 are from 2023 Q3 on, when two outcomes were added to table A1, and
    are off by 37 at most, in some thousands.
    """
    sums = housing_authorities.group_by(*KEY, "region").agg(
        pl.col("value").sum().alias("sum"), pl.col("value").is_null().any().alias("lacks")
    )
    regions = frame.filter((pl.col("kind") == "region") & pl.col("indicator").is_in(COUNTS))
    both = sums.join(regions.select(*KEY, "value", region="area"), on=[*KEY, "region"]).filter(
        ~pl.col("lacks")
    )
    off = both.filter((pl.col("sum") - pl.col("value")).abs() > 5.0001)
    assert (both.height, off.height) == (1_957, 29)
    households = off.filter(pl.col("indicator") == HOUSEHOLDS)
    assert households.select("period").to_series().to_list() == ["Q2021-01"] * 8
    others = off.filter(pl.col("indicator") != HOUSEHOLDS)
    assert others.select((pl.col("sum") - pl.col("value")).abs().max()).item() == 37
    assert others["period"].min() == "Q2023-07"


def test_regions_add_up_to_england_within_rounding(frame: pl.DataFrame) -> None:
    """Nine regions rounded to ten, and England: no more than 50 apart, in all 710 totals."""
    counts = frame.filter(pl.col("indicator").is_in(COUNTS))
    sums = (
        counts.filter(pl.col("kind") == "region")
        .group_by(KEY)
        .agg(pl.col("value").sum().alias("sum"), pl.len())
    )
    both = counts.filter(pl.col("area") == ENGLAND).join(sums, on=KEY)
    assert both.height == 710
    assert both["len"].unique().to_list() == [9]
    assert both.select((pl.col("sum") - pl.col("value")).abs().max()).item() <= 50


@pytest.mark.parametrize("share", SHARES, ids=lambda share: share.key)
def test_shares_are_their_parts(frame: pl.DataFrame, share: object) -> None:
    found = frame.filter(pl.col("indicator") == f"{PREFIX}-{share.key}")  # type: ignore[attr-defined]
    whole = found.drop_nulls("value")
    ours = share.times * whole["numerator"] / whole["denominator"]  # type: ignore[attr-defined]
    assert (ours - whole["value"]).abs().max() < 1e-9
    published = frame.filter(pl.col("indicator") == f"{PREFIX}-{share.numerator}")  # type: ignore[attr-defined]
    # A rate waits for the number of households, which begins in 2019 Q2.
    quarters = 23 if share.times == PER_THOUSAND else 27  # type: ignore[attr-defined]
    assert found["period"].n_unique() == quarters
    assert published.filter(pl.col("period").is_in(found["period"].unique())).height == found.height


def test_nothing_is_more_than_its_whole(housing_authorities: pl.DataFrame) -> None:
    """But for 36 authorities and quarters with more households placed in another district than
    in temporary accommodation: the ministry counts some there who made their own arrangements.
    """
    wide = housing_authorities.pivot(on="indicator", index=["area", "period"], values="value")
    exceptions = {}
    for share in SHARES:
        if share.times != PER_THOUSAND:
            part, whole = (
                pl.col(f"{PREFIX}-{key}") for key in (share.numerator, share.denominator)
            )
            exceptions[share.key] = wide.filter(part > whole).height
    assert {key: number for key, number in exceptions.items() if number} == {
        "ta_in_another_district_pct": 36
    }


def test_oxfordshire_is_the_sum_of_its_five_districts(frame: pl.DataFrame) -> None:
    latest = frame.filter(
        (pl.col("indicator") == f"{PREFIX}-households_in_ta") & (pl.col("period") == "Q2024-10")
    )
    districts = [area.code for area in areas().districts("E10000025")]
    assert len(districts) == 5
    parts = latest.filter(pl.col("area").is_in(districts))
    (county,) = latest.filter(pl.col("area") == "E10000025")["value"]
    assert county == parts["value"].sum()


def test_a_county_lacks_a_sum_where_a_district_lacks_a_figure(
    frame: pl.DataFrame, housing_authorities: pl.DataFrame
) -> None:
    counts = frame.filter(pl.col("indicator").is_in(COUNTS))
    tiers = {code: areas().get(code).upper_tier for code in counts["area"].unique()}
    parts = housing_authorities.with_columns(
        area=pl.col("area").replace_strict(tiers, return_dtype=pl.String)
    ).drop_nulls("area")
    sums = parts.group_by(*KEY, "area").agg(
        pl.col("value").sum().alias("sum"), pl.col("value").is_null().any().alias("lacks")
    )
    both = counts.join(sums, on=[*KEY, "area"])
    assert both.height == 17_070
    assert both.filter("lacks")["value"].null_count() == both["lacks"].sum()
    complete = both.filter(~pl.col("lacks") & pl.col("value").is_not_null())
    assert complete.height == 12_797
    assert (complete["sum"] == complete["value"]).all()
    assert both.filter(~pl.col("lacks") & pl.col("value").is_null()).height == 0
