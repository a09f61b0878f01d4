"""Ranks, bands, neighbours' means and funnels on published figures, against facts known of them.

Figures: Local Authority Interactive Tool and children in need census, Department for Education,
Open Government Licence v3.0, as packaged.
"""

from importlib import resources

import numpy as np
import polars as pl
import pytest

from almoner.signals.comparison import neighbours_mean, rank_and_band
from almoner.signals.funnel import fit_funnel, flagged

PUBLICATIONS = resources.files("almoner.publications") / "data"
REFERENCE = resources.files("almoner.reference") / "data"
OXFORDSHIRE = 931


@pytest.fixture(scope="module")
def lait():
    """Values of councils (three-figure codes of the department), one row a council and measure."""
    with resources.as_file(PUBLICATIONS / "lait" / "lait_values.parquet") as path:
        frame = pl.read_parquet(path)
    return frame.filter(pl.col("la_number").is_between(201, 950))


@pytest.fixture(scope="module")
def neighbours():
    """For each council by department code, its ten neighbours of the 2025 model."""
    with resources.as_file(REFERENCE / "area_codes.csv") as path:
        codes = pl.read_csv(path, infer_schema_length=0)
    with resources.as_file(REFERENCE / "comparators.csv.gz") as path:
        sets = pl.read_csv(path, infer_schema_length=0)
    dfe = dict(codes.filter(pl.col("scheme") == "dfe").select("text", "code").iter_rows())
    number = {area: int(code) for code, area in dfe.items() if code.isdigit()}
    table = np.full((1000, 10), -1, dtype=np.int64)
    for row in sets.filter(pl.col("set") == "dfe-2025").iter_rows(named=True):
        if row["area"] in number and row["neighbour"] in number:
            table[number[row["area"]], int(row["rank"]) - 1] = number[row["neighbour"]]
    return table


def standing(lait, measure, polarity):
    one = lait.filter((pl.col("measure_short") == measure) & (pl.col("years") == "2025"))
    values, area = one["value"].to_numpy(), one["la_number"].to_numpy().astype(np.int64)
    ranking = rank_and_band(values, np.zeros(len(values), dtype=np.int64), polarity)
    at = int(np.flatnonzero(area == OXFORDSHIRE)[0])
    return values, area, ranking, at


@pytest.mark.parametrize(
    ("measure", "polarity", "value", "rank", "of", "band"),
    [
        ("ReReferral", -1, 17.7, 47, 153, 2),
        ("LACDistance", -1, 40.0, 151, 151, 4),
        ("LACStable_2016on", -1, 16.0, 145, 151, 4),
        # 17th from the bottom, so 136th best where higher is better.
        ("Continue_Assess_Comp", 1, 74.2, 136, 152, 4),
        ("Continue_Assess_Comp", -1, 74.2, 17, 152, 1),
    ],
)
def test_oxfordshires_ranks_are_the_known_ones(lait, measure, polarity, value, rank, of, band):
    values, _area, ranking, at = standing(lait, measure, polarity)
    assert values[at] == value
    assert (ranking.rank[at], ranking.of[at], ranking.band[at]) == (rank, of, band)


@pytest.mark.parametrize(("measure", "mean"), [("ReReferral", 23.06), ("LACDistance", 24.0)])
def test_oxfordshires_neighbours_means_are_the_known_ones(lait, neighbours, measure, mean):
    values, area, _ranking, at = standing(lait, measure, -1)
    group = np.zeros(len(values), dtype=np.int64)
    found, count = neighbours_mean(values, group, area, neighbours)
    assert round(float(found[at]), 2) == mean
    assert count[at] >= 8


def test_every_rank_of_every_measure_and_year_is_a_competition_rank(lait):
    group = lait.select(pl.struct("measure_short", "years").rank("dense")).to_series().to_numpy()
    values = lait["value"].to_numpy()
    ranking = rank_and_band(values, group.astype(np.int64), -1)
    slow = lait.select(
        pl.col("value").rank("min").over("measure_short", "years").fill_null(0)
    ).to_series()
    assert (ranking.rank == slow.to_numpy()).all()


def test_over_dispersion_of_re_referrals_is_the_known_one():
    name = "c1_children_in_need_referrals_and_rereferrals_2013_to_2024.csv.gz"
    with resources.as_file(PUBLICATIONS / "cin-census" / name) as path:
        frame = pl.read_csv(path, infer_schema_length=0)
    year = frame.filter(
        (pl.col("time_period") == "2024") & (pl.col("geographic_level") == "Local authority")
    ).select(pl.col("Re_referrals", "Referrals").cast(pl.Float64, strict=False))
    x, n = year.drop_nulls().to_numpy().T
    funnel = fit_funnel("proportion", x, n)
    assert len(x) == 149
    assert round(funnel.dispersion.phi) == 28
    assert flagged(funnel, x, n, 0.998).sum() == 3
    # Nearly all are outliers where ordinary differences between places are not allowed for.
    assert np.abs(funnel.outside(x / n, n, 0.95, adjusted=False)).sum() > 110
