"""ASCOF of 2020-21 and 2024-25, both files whole: outcomes follow from their parts."""

from __future__ import annotations

import polars as pl
import pytest

from almoner.publications.ascof import FOLDER, PUBLICATION

SURVEYS = (
    "ASCOF-1A", "ASCOF-1D", "ASCOF-3A", "ASCOF-3C1", "ASCOF-4A", "ASCOF-4B.to2022", "ASCOF-5A1",
)  # fmt: skip
PER_100_000 = ("ASCOF-2A1.to2022", "ASCOF-2A2.to2022", "ASCOF-2B", "ASCOF-2C")
ENGLAND = "E92000001"
# What the department's tables give for England, 2024-25 (carers: 2023-24).
ENGLAND_2024 = {
    "1A": 19.0, "1B": 0.419, "1D": 65.1, "2A": 77.1, "2B": 17.0, "2C": 592.5, "2D1": 60.7,
    "2D2": 5.7, "2E1": 81.4, "2E2a": 77.4, "2E2b": 60.3, "3A": 77.3, "3C1": 67.8, "3D1a": 82.4,
    "3D2a": 24.5, "4A": 70.1, "4B": 91.2, "5A1": 45.4, "6A": 23.7, "6B": 81.7,
}  # fmt: skip
ENGLAND_2023 = {"1C": 7.3, "1E": 36.7, "3B": 66.4, "3C2": 59.1, "5A2": 30.0}


@pytest.fixture(scope="module")
def editions() -> dict[str, pl.DataFrame]:
    return {one.code: one.measurements for one in PUBLICATION.read(PUBLICATION.packaged)}


def _off(frame: pl.DataFrame, rounded_to: float) -> pl.DataFrame:
    """Figures with both parts, and whether the outcome is beyond what rounded parts allow."""
    half = rounded_to / 2
    above, below = pl.col("numerator"), pl.col("denominator")
    times = (
        pl.when(pl.col("indicator").is_in(PER_100_000))
        .then(100_000.0)
        .when(pl.col("indicator") == "ASCOF-1A")
        .then(1.0)
        .otherwise(100.0)
    )
    with_parts = frame.drop_nulls(["value", "numerator", "denominator"]).filter(below > 0)
    return with_parts.with_columns(
        least=times * (above - half) / (below + half) - 0.0501,
        most=pl.when(below > half).then(times * (above + half) / (below - half)) + 0.0501,
    ).with_columns(
        off=(pl.col("value") < pl.col("least"))
        | (pl.col("value") > pl.col("most")).fill_null(value=False)
    )


def test_outcomes_of_councils_own_totals_follow_exactly(editions: dict[str, pl.DataFrame]) -> None:
    """Numerator over denominator by its multiplier, to the one decimal published: no exception."""
    counted = _off(editions["2020-21"].filter(~pl.col("indicator").is_in(SURVEYS)), 0.0)
    assert counted.height == 6_029
    assert counted["off"].sum() == 0


def test_outcomes_of_surveys_follow_as_far_as_rounding_to_five_allows(
    editions: dict[str, pl.DataFrame],
) -> None:
    surveys = _off(editions["2020-21"].filter(pl.col("indicator").is_in(SURVEYS)), 5.0)
    assert surveys.height == 630
    assert surveys["off"].sum() == 0


def test_outcomes_of_2024_25_follow_as_far_as_rounding_to_five_allows(
    editions: dict[str, pl.DataFrame],
) -> None:
    found = _off(editions["2024-25"], 5.0)
    assert found.height == 1_965
    assert found["off"].sum() == 0


def test_england_is_as_published(editions: dict[str, pl.DataFrame]) -> None:
    england = editions["2024-25"].filter(pl.col("area") == ENGLAND)
    for label, expected in (("2024-25", ENGLAND_2024), ("2023-24", ENGLAND_2023)):
        read = england.filter((pl.col("label") == label) & pl.col("value").is_not_null())
        found = {
            code.removeprefix("ASCOF-"): value
            for code, value in read.select("indicator", "value").iter_rows()
            if not code.endswith(("-Base", "-Margin"))
        }
        assert found == expected


def test_carers_were_not_asked_in_2024_25(editions: dict[str, pl.DataFrame]) -> None:
    carers = [f"ASCOF-{key}" for key in ENGLAND_2023]
    year = editions["2024-25"].filter(
        pl.col("indicator").is_in(carers) & (pl.col("label") == "2024-25")
    )
    assert year["marker"].unique().to_list() == ["not_applicable"]


def test_every_value_and_mark_of_both_files_is_read(editions: dict[str, pl.DataFrame]) -> None:
    for name, code, kind, value in (
        ("ascof_2020_21_open_data.csv.gz", "2020-21", "Measure Type", "Measure Value"),
        ("ascof_2024_25_published_values.csv", "2024-25", "field", "value_as_published"),
    ):
        text = pl.read_csv(FOLDER / name, infer_schema=False)
        if code == "2024-25":
            text = text.filter(~_repeats_dorset(text))
        parts = text[kind].str.to_lowercase().str.contains("numerator|denominator")
        number = text[value].str.replace_all(",", "").cast(pl.Float64, strict=False)
        frame = editions[code]
        assert frame.height == (~parts).sum()
        assert frame["value"].sum() == pytest.approx(number.filter(~parts).sum(), rel=1e-9)
        for column in ("numerator", "denominator"):
            of = text[kind].str.to_lowercase().str.ends_with(column)
            # Of one admission figure, the numerator is given and the denominator withheld.
            assert frame[column].sum() == pytest.approx(number.filter(of).sum(), rel=1e-9)
            assert frame[column].count() == number.filter(of).count()


def _repeats_dorset(text: pl.DataFrame) -> pl.Series:
    """Whether a row under Dorset's earlier code also stands under today's."""
    key = ("measure", "year", "field")
    today = text.filter(pl.col("ons_code") == "E06000059").select(key, again=pl.lit(value=True))
    joined = text.join(today, on=key, how="left", maintain_order="left")
    return joined.select((pl.col("ons_code") == "E10000009") & pl.col("again").is_not_null())[
        "ons_code"
    ]


def test_dorset_has_what_stands_under_its_earlier_code(
    editions: dict[str, pl.DataFrame],
) -> None:
    dorset = editions["2024-25"].filter(pl.col("area") == "E06000059", pl.col("label") == "2024-25")
    values = dict(dorset.select("indicator", "value").rows())
    assert (values["ASCOF-4B"], values["ASCOF-6A"], values["ASCOF-6B"]) == (92.5, 34.6, 89.7)
    assert values["ASCOF-1A"] == 18.3
    assert "E10000009" not in set(editions["2024-25"]["area"])


def test_a_measure_of_the_same_question_keeps_its_code(editions: dict[str, pl.DataFrame]) -> None:
    both = set(editions["2020-21"]["indicator"]) & set(editions["2024-25"]["indicator"])
    figures = {code for code in both if not code.endswith(("-Base", "-Margin"))}
    assert figures == {f"ASCOF-{key}" for key in ("1A", "1B", "1D", "3A", "3C1", "4A", "5A1")}


def test_sexes_and_ages_are_breakdowns(editions: dict[str, pl.DataFrame]) -> None:
    assert set(editions["2020-21"]["breakdown"].unique()) == {
        "", "age=18-64", "age=65+", "age=65-74", "age=65-84", "age=75-84", "age=85+",
        "age=up to 64", "sex=female", "sex=male",
    }  # fmt: skip
