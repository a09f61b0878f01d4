"""Children's social care providers, the whole file: sums hold whichever way it is split."""

from __future__ import annotations

import polars as pl
import pytest

from almoner.publications.childrens_homes import FOLDER, PUBLICATION

ENGLAND = "E92000001"
KEY = ("period", "area")


@pytest.fixture(scope="module")
def frame() -> pl.DataFrame:
    (only,) = PUBLICATION.read(PUBLICATION.packaged)
    return only.measurements


@pytest.fixture(scope="module")
def published() -> pl.DataFrame:
    text = pl.read_csv(
        FOLDER / "childrens_social_care_providers_by_la_2015_2024.csv.gz", infer_schema=False
    )
    return text.with_columns(
        pl.col("providers").cast(pl.Float64),
        pl.col("places").cast(pl.Float64),
        type=pl.col("provision_type").str.to_lowercase(),
    )


def test_splits_add_up_to_their_totals(frame: pl.DataFrame) -> None:
    """By type, by sector or judgement: 1,059 councils and years, and England seven times."""
    for indicator in ("HOMES-Providers", "HOMES-ChildrensHomes", "HOMES-Places"):
        found = frame.filter((pl.col("indicator") == indicator) & pl.col("value").is_not_null())
        totals = found.filter(pl.col("breakdown") == "")
        parts = found.filter(pl.col("breakdown") != "").with_columns(
            split=pl.col("breakdown").str.replace_all("=[^;]*", "")
        )
        sums = parts.group_by(*KEY, "split").agg(pl.col("value").sum().alias("sum"))
        both = sums.join(totals, on=KEY)
        assert (both["sum"] == both["value"]).all()
        assert both.height > 900


def test_england_is_the_sum_of_the_file(frame: pl.DataFrame, published: pl.DataFrame) -> None:
    england = frame.filter((pl.col("area") == ENGLAND) & (pl.col("breakdown") == ""))
    for indicator, column in (("HOMES-Providers", "providers"), ("HOMES-Places", "places")):
        read = england.filter(pl.col("indicator") == indicator)
        expected = dict(published.group_by("year").agg(pl.col(column).sum()).iter_rows())
        for label, value in read.select("label", "value").iter_rows():
            assert (value or 0.0) == expected[label]
    homes = england.filter(pl.col("indicator") == "HOMES-ChildrensHomes")
    found = dict(homes.select("label", "value").iter_rows())
    assert found == {
        "2015": 1850, "2018": 2038, "2020": 2230, "2021": 2624, "2022": 2798, "2023": 2821,
        "2024": 3151,
    }  # fmt: skip


def test_places_are_missing_for_a_reason(frame: pl.DataFrame) -> None:
    places = frame.filter(pl.col("indicator") == "HOMES-Places")
    assert places.filter(pl.col("label") == "2015")["marker"].unique().to_list() == [
        "not_collected"
    ]
    agencies = places.filter(
        (pl.col("breakdown") == "type=independent fostering agency") & (pl.col("label") != "2015")
    )
    assert agencies["marker"].unique().to_list() == ["not_applicable"]


def test_the_share_of_good_homes_is_of_inspected_ones(
    frame: pl.DataFrame, published: pl.DataFrame
) -> None:
    homes = published.filter((pl.col("type") == "children's home") & (pl.col("year") == "2024"))
    good = homes.filter(pl.col("overall").is_in(["good", "outstanding"]))["providers"].sum()
    judged = homes.drop_nulls("overall")["providers"].sum()
    (share,) = frame.filter(
        (pl.col("indicator") == "HOMES-GoodOrOutstanding")
        & (pl.col("area") == ENGLAND)
        & (pl.col("label") == "2024")
    ).to_dicts()
    assert (share["numerator"], share["denominator"]) == (good, judged)
    assert share["value"] == pytest.approx(100 * good / judged)


def test_a_council_with_other_providers_only_has_no_homes(frame: pl.DataFrame) -> None:
    """One row of homes for each council and year that has any provider."""
    number = {
        indicator: frame.filter(
            (pl.col("indicator") == indicator) & (pl.col("breakdown") == "")
        ).height
        for indicator in ("HOMES-Providers", "HOMES-ChildrensHomes")
    }
    assert number["HOMES-Providers"] == number["HOMES-ChildrensHomes"]


def test_dorset_is_the_council_of_its_year(frame: pl.DataFrame) -> None:
    """A county council until March 2019, another council from then on."""
    whole = frame.filter(pl.col("indicator") == "HOMES-Providers", pl.col("breakdown") == "")
    days = {
        code: set(whole.filter(pl.col("area") == code)["period"])
        for code in ("E10000009", "E06000059")
    }
    assert days["E10000009"]
    assert max(days["E10000009"]) <= "D2019-03-31" < min(days["E06000059"])
