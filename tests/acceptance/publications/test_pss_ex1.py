"""PSS EX1, all five files whole: published unit costs from their parts, and PAF rebuilt."""

from __future__ import annotations

import polars as pl
import pytest

from almoner.catalogue.published import ENTRIES_DIR, read_entries
from almoner.publications.files import read_parquet
from almoner.publications.pss_ex1 import PUBLICATION, activity, expenditure, unit_costs
from almoner.publications.pss_ex1.layout import FOLDER, activity_rows
from almoner.publications.publication import Edition
from almoner.reference.areas import areas
from almoner.reference.measurement import Marker, check_measurements
from almoner.reference.periods import Period
from scripts.catalogue_pss_ex1 import entries
from scripts.catalogue_rows import catalogue_text

ENGLAND, OXFORDSHIRE = "E92000001", "E10000025"


@pytest.fixture(scope="module")
def edition() -> Edition:
    (only,) = PUBLICATION.read(PUBLICATION.packaged)
    return only


@pytest.fixture(scope="module")
def figures(edition: Edition) -> pl.DataFrame:
    return edition.measurements


@pytest.fixture(scope="module")
def spending(figures: pl.DataFrame) -> pl.DataFrame:
    """Expenditure with a column for each column of the form."""
    mine = figures.filter(pl.col("indicator").is_in(list(expenditure.AMOUNTS.values())))
    return mine.pivot(on="indicator", index=["period", "area", "breakdown"], values="value")


def test_every_figure_is_read(edition: Edition) -> None:
    frame = check_measurements(edition.measurements)
    assert (edition.code, frame.height) == ("2023", 859_098)
    assert len(edition.sources) == 5
    published = {path.stem: pl.read_parquet(path) for path in PUBLICATION.packaged}
    raw = published["unit_costs_2008_2013"]
    kept = frame.filter(
        pl.col("period").is_in(["Y2009", "Y2010", "Y2011", "Y2012", "Y2013"])
        & pl.col("indicator").str.contains("Cost|PAF")
    )
    assert kept.height == raw.height == 43_496
    assert kept["value"].null_count() == raw["value"].null_count()
    assert kept["value"].sum() == pytest.approx(raw["value"].sum(), rel=1e-12)
    spent = published["expenditure_lines"]
    for column, indicator in expenditure.AMOUNTS.items():
        asked = spent.filter((pl.col("year") != "2000-01") | (pl.lit(column) != "gross_current"))
        read = frame.filter(pl.col("indicator") == indicator)["value"].sum()
        assert read == pytest.approx(asked[column].sum(), rel=1e-12), column


def test_activity_is_read_but_for_notes_headings_and_stray_figures(figures: pl.DataFrame) -> None:
    raw = pl.read_parquet(FOLDER / "activity_items.parquet")
    laid_out = raw.join(activity_rows(), on=["year", "source_row"], how="semi")
    read = activity.measured(read_parquet(FOLDER / "activity_items.parquet"))
    assert read.height == laid_out.height
    assert read["value"].count() == laid_out["value"].count()
    assert read["value"].sum() == laid_out["value"].sum()
    left_out = raw.join(activity_rows(), on=["year", "source_row"], how="anti")
    stray = left_out.filter(pl.col("value").is_not_null())
    last = activity_rows().group_by("year").agg(pl.col("source_row").max().alias("last"))
    in_notes = stray.join(last, on="year")["source_row"] > stray.join(last, on="year")["last"]
    assert (in_notes.sum(), (~in_notes).sum()) == (157, 18)
    assert figures.filter(pl.col("indicator") == "PSSEX1-CareWeeks").height > 20_000


@pytest.fixture(scope="module")
def costs() -> pl.DataFrame:
    """Published unit costs of 2008-13 with the range that rounding of the parts leaves open."""
    read = unit_costs.measured(read_parquet(FOLDER / "unit_costs_2008_2013.parquet"))
    year, seq = pl.col("year"), pl.col("seq")
    early = year == "2008-09"
    weekly = pl.when(early).then(seq.is_in([28, 30, 31])).otherwise(seq >= 29)
    slip = early & (seq == 2)  # the denominators are 52 times too large
    factor = pl.when(slip).then(52_000.0).when(weekly).then(1000 / 52).otherwise(1000.0)
    to_five = pl.when(early).then(seq >= 33).otherwise((seq >= 29) & (year != "2009-10"))
    pounds = (year == "2010-11") | ((year == "2011-12") & seq.is_in([12, 13]))
    with_parts = read.filter(
        pl.col("value").is_not_null()
        & pl.col("numerator").is_not_null()
        & (pl.col("denominator") > 0)
    ).with_columns(
        factor=factor,
        half_person=pl.when(to_five).then(2.5).otherwise(0.5),
        half_penny=pl.when(pounds).then(0.501).otherwise(0.0501),
    )
    numerator, denominator = pl.col("numerator"), pl.col("denominator")
    fewest = denominator - pl.col("half_person")
    return with_parts.with_columns(
        least=pl.col("factor") * (numerator - 0.5) / (denominator + pl.col("half_person")),
        most=pl.when(fewest > 0)
        .then(pl.col("factor") * (numerator + 0.5) / fewest)
        .otherwise(float("inf")),
    )


def test_unit_costs_follow_from_their_parts_within_rounding(costs: pl.DataFrame) -> None:
    assert costs.height == 38_429
    within = pl.col("value").is_between(
        pl.col("least") - pl.col("half_penny"), pl.col("most") + pl.col("half_penny")
    )
    off = costs.filter(~within)
    assert off.height == 0, off.select("year", "seq", "council", "value", "least", "most").head()


def test_the_test_above_could_fail(costs: pl.DataFrame) -> None:
    """Weekly costs of large councils leave little room: a factor of 52 would not go unseen."""
    large = costs.filter(pl.col("denominator") > 1000)
    room = (pl.col("most") - pl.col("least")) / pl.col("value")
    assert large.height > 20_000
    assert large.filter(pl.col("value") > 100).select(room.median()).item() < 0.002


def test_hours_of_a_sample_week_are_a_fiftieth_of_the_years(figures: pl.DataFrame) -> None:
    """The publisher's labels of 2008-09 stand at each other's figures; ours do not."""
    hours = figures.filter((pl.col("period") == "Y2009") & (pl.col("breakdown") == ""))
    sample = hours.filter(pl.col("indicator") == "PAF-B17")
    year = hours.filter(pl.col("indicator") == "PSSEX1-HomeCareHourCost")
    both = sample.join(year, on="area").drop_nulls(["denominator", "denominator_right"])
    ratio = both["denominator_right"] / both["denominator"]
    assert both.height > 100
    assert 45 < ratio.median() < 56


@pytest.mark.parametrize(
    ("area", "period", "expected"),
    [
        (OXFORDSHIRE, "Y2001", 535),
        (OXFORDSHIRE, "Y2002", 628),
        (ENGLAND, "Y2001", 547),
        (ENGLAND, "Y2002", 579),
    ],
)
def test_paf_b8_is_rebuilt(figures: pl.DataFrame, area: str, period: str, expected: int) -> None:
    row = figures.filter(
        (pl.col("indicator") == "PAF-B8") & (pl.col("area") == area) & (pl.col("period") == period)
    ).row(0, named=True)
    assert round(row["value"]) == expected
    assert row["value"] == pytest.approx(1000 * row["numerator"] / row["denominator"])


def test_paf_b8_of_oxfordshire_from_the_figures_of_its_return(figures: pl.DataFrame) -> None:
    """2000-01: 104,452 days in foster care and 16,531 in homes; 3,789 and 5,462 thousand pounds."""
    mine = figures.filter((pl.col("area") == OXFORDSHIRE) & (pl.col("period") == "Y2001"))
    found = {(r["indicator"], r["breakdown"]): r["value"] for r in mine.to_dicts()}
    assert found["PSSEX1-PlacementDays", "placement=foster"] == 104_452
    assert found["PSSEX1-PlacementDays", "placement=home"] == 16_531
    gross = "PSSEX1-Gross", "group=children-looked-after;service="
    homes, fostering = (found[gross[0], gross[1] + name] for name in _LOOKED_AFTER)
    assert (homes, fostering) == (5462, 3789)
    weeks = (104_452 + 16_531) / 7
    assert found["PAF-B8", ""] == pytest.approx(1000 * (5462 + 3789) / weeks)


_LOOKED_AFTER = ("childrens-homes", "fostering-services")


def test_b9_and_b10_make_up_b8(figures: pl.DataFrame) -> None:
    parts = figures.filter(pl.col("indicator").is_in(["PAF-B8", "PAF-B9", "PAF-B10"]))
    wide = parts.drop_nulls("numerator").pivot(
        on="indicator", index=["area", "period"], values=["numerator", "denominator"]
    )
    whole = wide.drop_nulls()
    assert whole.height > 600
    for part in ("numerator", "denominator"):
        both = pl.col(f"{part}_PAF-B9") + pl.col(f"{part}_PAF-B10")
        assert whole.select((both - pl.col(f"{part}_PAF-B8")).abs().max()).item() < 1e-6


def test_councils_add_to_england(figures: pl.DataFrame) -> None:
    """England's own row of PAF B8's parts, against the councils that made a whole return."""
    parts = figures.filter((pl.col("indicator") == "PAF-B8") & (pl.col("period") < "Y2006"))
    councils = parts.filter(pl.col("area").str.contains("^E0[6-9]|^E10"))
    added = councils.group_by("period").agg(pl.col("numerator", "denominator").sum())
    england = parts.filter(pl.col("area") == ENGLAND).join(added, on="period", suffix="_added")
    assert england.height == 4
    for part in ("numerator", "denominator"):
        share = england[f"{part}_added"] / england[part]
        # England's row holds estimates for councils that sent no figure.
        assert 0.97 < share.min() <= share.max() < 1.001


def test_columns_of_expenditure_add_up(spending: pl.DataFrame) -> None:
    """Seven of the form's thirteen columns follow from the other six, to a thousand pounds."""
    made_of = {
        "Own": ("OwnWithCapital", "-OwnCapital"),
        "Gross": ("Own", "ByOthers"),
        "GrossWithCapital": ("OwnWithCapital", "ByOthers"),
        "Income": ("ClientContributions", "JointArrangements", "OtherIncome"),
        "Net": ("Gross", "-Income"),
        "NetTotal": ("GrossWithCapital", "-Income"),
        "GrossCurrent": ("Gross", "-JointArrangements", "-OtherIncome"),
    }
    for whole, parts in made_of.items():
        names = [f"PSSEX1-{part.lstrip('-')}" for part in parts]
        signs = [-1 if part.startswith("-") else 1 for part in parts]
        added = pl.sum_horizontal(
            sign * pl.col(name) for sign, name in zip(signs, names, strict=True)
        )
        rows = spending.drop_nulls([f"PSSEX1-{whole}", *names])
        off = rows.filter((added - pl.col(f"PSSEX1-{whole}")).abs() > 1.0)
        assert rows.height > 40_000
        assert off.height == 0, (whole, off.height)


def test_groups_of_services_add_to_the_total(figures: pl.DataFrame) -> None:
    """Strategy, children, four client groups, asylum seekers and other adults make TOTAL PSS."""
    gross = figures.filter((pl.col("indicator") == "PSSEX1-Gross") & (pl.col("area") == ENGLAND))
    names = ("strategy", "children", "older", "physical-disability", "learning-disability",
             "mental-health", "asylum-seekers", "adults-other")  # fmt: skip
    groups = gross.filter(pl.col("breakdown").is_in([f"group={name}" for name in names]))
    added = groups.group_by("period").agg(pl.col("value").sum(), pl.len())
    total = gross.filter(pl.col("breakdown") == "").join(added, on="period", suffix="_added")
    assert total["len"].to_list() == [8, 8, 8, 8]
    assert (total["value"] / total["value_added"]).is_between(0.9999, 1.0001).all()


def test_published_paf_of_2006_to_2008_follows_the_rebuilt(figures: pl.DataFrame) -> None:
    england = figures.filter((pl.col("area") == ENGLAND) & (pl.col("breakdown") == ""))
    found = {(r["indicator"], r["period"]): r["value"] for r in england.to_dicts()}
    assert found["PAF-B8", "Y2007"] == pytest.approx(758.593071)
    assert found["PAF-B12", "Y2008"] == pytest.approx(559.128694)
    assert found["PAF-B17", "Y2005"] == pytest.approx(12.495747, abs=1e-6)
    assert found["PAF-B17", "Y2005"] < found["PAF-B17", "Y2007"] < 16


def test_every_place_existed_in_the_year_of_its_figure(figures: pl.DataFrame) -> None:
    """A name can be two councils: Dorset is the county to March 2019 and the unitary after."""
    pairs = figures.select("area", "period").unique()
    for area, period in pairs.iter_rows():
        assert areas().get(area).exists(Period.from_code(period).end), (area, period)
    dorset = pairs.filter(pl.col("area").is_in(["E10000009", "E06000059"]))
    by_year = dict(dorset.select("period", "area").iter_rows())
    assert (by_year["Y2019"], by_year["Y2020"]) == ("E10000009", "E06000059")


def test_markers_are_told_apart(figures: pl.DataFrame) -> None:
    markers = dict(figures["marker"].drop_nulls().value_counts().iter_rows())
    assert markers == {Marker.NOT_AVAILABLE: 9_309, Marker.NOT_APPLICABLE: 3_371}


def test_the_catalogue_has_an_entry_for_every_indicator_and_no_other(
    figures: pl.DataFrame,
) -> None:
    path = ENTRIES_DIR / "pss_ex1.csv"
    assert {entry.code for entry in read_entries(path)} == set(figures["indicator"].unique())
    assert path.read_text(encoding="utf-8") == catalogue_text(entries())
