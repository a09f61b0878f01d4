"""The Welsh national measures, whole: values follow from their parts."""

from __future__ import annotations

import polars as pl
import pytest

from almoner.catalogue.published import ENTRIES_DIR, read_entries
from almoner.publications.publication import Edition
from almoner.publications.wales_performance import FACTORS, PUBLICATION
from almoner.reference.measurement import check_measurements
from scripts.catalogue_rows import catalogue_text
from scripts.catalogue_wales_performance import entries

# Measure -> value, lower and upper quartile of councils, as published (PM19: worked out).
PUBLISHED = {
    "PM20a": (43.9, 13.4, 77.7),
    "PM20b": (66.8, 59.4, 77.3),
    "PM21": (833.1, 790.1, 909.6),
    "PM22": (84.3, 83.9, 85.1),
    "PM23": (62.5, None, None),
}


@pytest.fixture(scope="module")
def edition() -> Edition:
    (only,) = PUBLICATION.read(PUBLICATION.packaged)
    return only


def test_every_value_is_read(edition: Edition) -> None:
    frame = check_measurements(edition.measurements)
    assert (edition.code, frame.height) == ("2018-19", 14)
    assert frame["area"].unique().to_list() == ["W92000004"]
    assert frame["period"].unique().to_list() == ["Y2019"]
    found = {(r["indicator"], r["breakdown"]): r["value"] for r in frame.to_dicts()}
    for code, (value, lower, upper) in PUBLISHED.items():
        assert found[f"WALES-{code}", ""] == value
        assert found.get((f"WALES-{code}", "quartile=lower")) == lower
        assert found.get((f"WALES-{code}", "quartile=upper")) == upper


def test_values_follow_from_their_parts(edition: Edition) -> None:
    factor = pl.col("indicator").str.strip_prefix("WALES-").replace_strict(FACTORS)
    formula = factor * pl.col("numerator") / pl.col("denominator")
    whole = edition.measurements.filter(pl.col("breakdown") == "")
    assert whole.height == 6
    assert whole.select((formula - pl.col("value")).abs().max()).item() < 0.0501


def test_the_missing_rate_is_worked_out(edition: Edition) -> None:
    rate = edition.measurements.filter(pl.col("indicator") == "WALES-PM19").row(0, named=True)
    assert rate["value"] == pytest.approx(1000 * 1395 / 286_647)


def test_the_catalogue_has_an_entry_for_every_indicator_and_no_other(edition: Edition) -> None:
    path = ENTRIES_DIR / "wales_performance.csv"
    read = set(edition.measurements["indicator"].unique())
    assert {entry.code for entry in read_entries(path)} == read
    assert path.read_text(encoding="utf-8") == catalogue_text(entries())
