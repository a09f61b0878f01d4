"""Scottish social care, all fourteen tables whole: counts, shares, localities, editions."""

from __future__ import annotations

import polars as pl
import pytest

from almoner.catalogue.published import ENTRIES_DIR, read_entries
from almoner.publications.publication import Edition
from almoner.publications.scotland_social_care import FOLDER, PUBLICATION
from almoner.publications.scotland_social_care.tables import LAYOUTS
from almoner.reference.areas import AreaKind, areas
from almoner.reference.measurement import check_measurements
from scripts.catalogue_rows import catalogue_text
from scripts.catalogue_scotland_social_care import entries

SCOTLAND, GLASGOW, FIFE = "S92000003", "S12000049", "S12000047"


@pytest.fixture(scope="module")
def editions() -> dict[str, Edition]:
    return {edition.code: edition for edition in PUBLICATION.read(PUBLICATION.packaged)}


@pytest.fixture(scope="module")
def raw() -> dict[str, pl.DataFrame]:
    """The tables by the beginnings of their names."""
    found = {}
    for layout in LAYOUTS:
        (path,) = FOLDER.glob(f"{layout.beginning}*.parquet")
        found[layout.beginning] = pl.read_parquet(path)
    return found


def test_every_row_of_all_tables_is_a_measurement(
    editions: dict[str, Edition], raw: dict[str, pl.DataFrame]
) -> None:
    assert len(raw) == len(PUBLICATION.packaged) == 14
    for code, edition in editions.items():
        frame = check_measurements(edition.measurements)
        tables = [layout for layout in LAYOUTS if layout.edition == code]
        assert frame.height == sum(raw[layout.beginning].height for layout in tables), code
        blank = sum(raw[layout.beginning][layout.value].null_count() for layout in tables)
        assert frame["value"].null_count() == blank, code
        whole = sum(raw[layout.beginning][layout.value].sum() for layout in tables)
        assert frame["value"].sum() == pytest.approx(whole, rel=1e-12), code
        people = sum(raw[t.beginning][t.numerator].sum() for t in tables if t.numerator)
        assert frame["numerator"].sum() == people, code


@pytest.mark.parametrize(
    ("indicator", "rows"),
    [
        ("SSC-HomeCareHoursBand", 7_500),
        ("SSC-HomeCareDeprivation", 10_000),
        ("SSC-ReferralSource", 3_400),
        ("SSC-LivingAlone", 1_900),
    ],
)
def test_percentages_follow_from_the_people_counted(
    editions: dict[str, Edition], indicator: str, rows: int
) -> None:
    """Of 200 people and more, each percentage to its one decimal; blank ones are not counted in."""
    frame = pl.concat(edition.measurements for edition in editions.values())
    # All that share period, area and age make a hundred per cent.
    age = pl.col("breakdown").str.extract(r"(age=[^;]+)").fill_null("")
    mine = frame.filter(
        (pl.col("indicator") == indicator) & pl.col("value").is_not_null()
    ).with_columns(age=age)
    whole = pl.col("numerator").sum().over("period", "area", "age")
    large = mine.with_columns(whole=whole).filter(pl.col("whole") >= 200)
    off = (100 * pl.col("numerator") / pl.col("whole") - pl.col("value")).abs()
    assert large.height > rows
    assert large.select(off.max()).item() < 0.0501


def test_localities_add_to_their_partnership_within_rounding(
    editions: dict[str, Edition],
) -> None:
    """People and hours are rounded to 5: every locality and the sum may be 2.5 away."""
    counts = editions["2021"].measurements.filter(
        pl.col("indicator").is_in(["SSC-HomeCarePeople", "SSC-HomeCareHours"])
    )
    inside = counts.filter(pl.col("area").str.contains(":")).with_columns(
        area=pl.col("area").str.split(":").list.first()
    )
    keys = ["indicator", "period", "area", "breakdown"]
    added = inside.group_by(keys).agg(pl.col("value").sum(), pl.len())
    both = counts.join(added, on=keys, suffix="_added")
    assert both.height == 4_849
    off = (pl.col("value") - pl.col("value_added")).abs()
    assert both.filter(off > 2.5 * (pl.col("len") + 1)).height == 0


def test_localities_are_areas_of_their_council(editions: dict[str, Edition]) -> None:
    codes = set(editions["2021"].measurements["area"].unique())
    localities = {code for code in codes if ":" in code}
    assert len(localities) == 161
    for code in localities:
        area = areas().get(code)
        assert area.kind is AreaKind.LOCALITY
        assert area.upper_tier == code.partition(":")[0]
        assert areas().get(area.upper_tier or "").kind is AreaKind.COUNCIL
    assert {code for code in localities if code.startswith(FIFE)} == {
        area.code for area in areas().localities(FIFE)
    }


def test_ages_add_to_all_ages_but_where_glasgow_gave_none(editions: dict[str, Edition]) -> None:
    counts = editions["2024"].measurements.filter(
        pl.col("indicator").str.contains("^SSC-HomeCare(People|Hours)")
    )
    keys = ["indicator", "period", "area"]
    ages = counts.filter(pl.col("breakdown") != "").group_by(keys).agg(pl.col("value").sum())
    both = counts.filter(pl.col("breakdown") == "").join(ages, on=keys, suffix="_added")
    torn = both.filter((pl.col("value") - pl.col("value_added")).abs() > 15)
    assert both.height == 2_508
    assert torn.height == 12
    quarters = torn.filter(pl.col("period").str.starts_with("Q"))
    assert set(quarters["period"]) == {"Q2018-01"}
    assert {SCOTLAND, GLASGOW} <= set(quarters["area"])


def test_a_figure_that_two_editions_give_is_kept_in_both(editions: dict[str, Edition]) -> None:
    keys = ["indicator", "period", "area", "breakdown"]
    both = editions["2021"].measurements.join(
        editions["2024"].measurements, on=keys, suffix="_later"
    )
    revised = both.filter(pl.col("value") != pl.col("value_later"))
    assert both.height > 9_000
    assert 0 < revised.height < both.height / 2
    assert set(both["indicator"].unique()) == {
        f"SSC-HomeCare{key}{suffix}"
        for key in ("People", "Hours", "Rate")
        for suffix in ("", "Census")
    }


def test_quarters_of_a_financial_year_are_read_as_such(editions: dict[str, Edition]) -> None:
    labels = editions["2021"].measurements.filter(pl.col("period") == "Q2018-01")["label"]
    assert labels.unique().to_list() == ["2017/18 Q4"]
    later = editions["2024"].measurements.filter(pl.col("period") == "Q2018-01")["label"]
    assert later.unique().to_list() == ["Jan-Mar 2018"]


def test_the_catalogue_has_an_entry_for_every_indicator_and_no_other(
    editions: dict[str, Edition],
) -> None:
    path = ENTRIES_DIR / "scotland_social_care.csv"
    read = {code for e in editions.values() for code in e.measurements["indicator"].unique()}
    assert {entry.code for entry in read_entries(path)} == read
    assert path.read_text(encoding="utf-8") == catalogue_text(entries())
