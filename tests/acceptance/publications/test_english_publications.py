"""Seven English publications: every packaged file reads whole, and the catalogue answers for it."""

from __future__ import annotations

import gzip
import importlib
import shutil
from functools import lru_cache
from pathlib import Path

import polars as pl
import pytest

from almoner.catalogue.published import ENTRIES_DIR, published_indicators, read_entries
from almoner.publications.publication import Edition
from almoner.publications.register import publication
from almoner.reference.areas import areas
from almoner.reference.measurement import check_measurements
from almoner.reference.periods import Period
from scripts.catalogue_rows import catalogue_text

# Publication -> measurements, editions, indicators that only a user's own download has.
EXPECTED = {
    "childrens-workforce": (28_600, 1, 0),
    "ofsted-inspections": (5_828, 1, 0),
    "childrens-homes": (38_602, 1, 0),
    "oflog-adult-social-care": (11_269, 1, 0),
    "finance-outturn": (86_373, 1, 0),
    "ascof": (36_076, 2, 0),
    "homelessness": (359_091, 27, 30),
}


@lru_cache
def editions(code: str) -> list[Edition]:
    found = publication(code)
    return found.read(found.packaged)


@pytest.mark.parametrize("code", EXPECTED)
def test_every_figure_is_a_measurement_of_a_known_area_and_period(code: str) -> None:
    measurements, number, _more = EXPECTED[code]
    assert [one.publication for one in editions(code)] == [code] * number
    assert sum(one.measurements.height for one in editions(code)) == measurements
    for one in editions(code):
        frame = check_measurements(one.measurements, file=one.code)
        assert all(area in areas() for area in frame["area"].unique())
        assert all(Period.from_code(period) for period in frame["period"].unique())
        assert frame["label"].null_count() == 0
    codes = [one.code for one in editions(code)]
    assert codes == sorted(set(codes))


@pytest.mark.parametrize("code", EXPECTED)
def test_the_catalogue_has_an_entry_for_every_indicator_and_no_other(code: str) -> None:
    emitted = {
        indicator for one in editions(code) for indicator in one.measurements["indicator"].unique()
    }
    entries = {key: e for key, e in published_indicators().items() if e.publication == code}
    assert emitted <= set(entries)
    assert len(set(entries) - emitted) == EXPECTED[code][2]
    kinds = {
        (row["indicator"], Period.from_code(row["period"]).kind.value)
        for one in editions(code)
        for row in one.measurements.select("indicator", "period").unique().to_dicts()
    }
    assert kinds == {(key, entry.period_kind) for key, entry in entries.items() if key in emitted}


@pytest.mark.parametrize("code", EXPECTED)
def test_the_catalogue_file_is_what_its_script_writes(code: str) -> None:
    module = importlib.import_module(f"scripts.catalogue_{code.replace('-', '_')}")
    path = ENTRIES_DIR / f"{code.replace('-', '_')}.csv"
    assert path.read_text(encoding="utf-8") == catalogue_text(module.entries())
    for entry in read_entries(path):
        assert entry.sentence.endswith(".")
        # A direction or a reason of ours says that it is ours.
        assert not entry.why_it_matters or entry.why_it_matters.endswith("(Almoner's words)")


@pytest.mark.parametrize("code", EXPECTED)
def test_a_folder_with_the_files_unzipped_reads_the_same(code: str, tmp_path: Path) -> None:
    found = publication(code)
    for path in found.packaged:
        if path.suffix == ".gz":
            content = gzip.decompress(path.read_bytes())
            (tmp_path / path.name.removesuffix(".gz")).write_bytes(content)
        else:
            folder = tmp_path / path.parent.name
            folder.mkdir(exist_ok=True)
            shutil.copy(path, folder / path.name)
    again = found.read([tmp_path])
    assert [one.code for one in again] == [one.code for one in editions(code)]
    for one, other in zip(again, editions(code), strict=True):
        assert one.measurements.equals(other.measurements)


@pytest.mark.parametrize("code", EXPECTED)
def test_breakdowns_add_no_row_without_a_total(code: str) -> None:
    """Every indicator has totals, so that a page without breakdowns shows it."""
    frame = pl.concat(one.measurements for one in editions(code))
    totals = frame.filter(pl.col("breakdown") == "")["indicator"].unique()
    assert set(totals) == set(frame["indicator"].unique())
