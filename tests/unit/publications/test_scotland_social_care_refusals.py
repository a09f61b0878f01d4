"""Scottish social care: what is wrong with a table is said, and nothing comes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from almoner.publications.scotland_social_care import FOLDER, PUBLICATION
from almoner.publications.scotland_social_care.tables import LAYOUTS, Layout
from tests.builders.damage import Packaged, check_damage_is_refused, refusal_of


def _packaged(beginning: str, folder: Path) -> Packaged:
    (source,) = FOLDER.glob(f"{beginning}*.parquet")
    return Packaged(source, folder)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.beginning)
def test_every_table_names_its_wrong_cells(tmp_path: Path, layout: Layout) -> None:
    packaged = _packaged(layout.beginning, tmp_path)
    wrong = {layout.value: "12..4", layout.place: "Atlantis", layout.period: "Hogmanay"}
    wrong |= dict.fromkeys(layout.splits, "of no kind")
    wrong |= {name: "of no kind" for name in (layout.measure, layout.suffix_by) if name}
    wrong |= {name: "about 7" for name in (layout.numerator,) if name}
    for column, text in wrong.items():
        refusal = refusal_of(PUBLICATION, packaged.with_cell(column, 15, text))
        assert (refusal.row, refusal.column) == (16, column)
        assert text in str(refusal.found)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.beginning)
def test_every_table_is_refused_when_damaged(tmp_path: Path, layout: Layout) -> None:
    packaged = _packaged(layout.beginning, tmp_path)
    check_damage_is_refused(PUBLICATION, packaged, column=layout.value)


def test_a_locality_that_is_not_the_partnerships_is_refused(tmp_path: Path) -> None:
    packaged = _packaged("home_care_locality", tmp_path)
    refusal = refusal_of(PUBLICATION, packaged.with_cell("locality", 15, "Kirkcaldy"))
    assert (refusal.row, refusal.column, refusal.found) == (16, "locality", "Kirkcaldy")
    assert "Aberdeen Central, Aberdeen City" in str(refusal.expected)


def test_a_csv_gives_what_the_parquet_gives(tmp_path: Path) -> None:
    packaged = _packaged("home_care_hours_received", tmp_path)
    (from_parquet,) = PUBLICATION.read([packaged.written(packaged.frame())])
    (tmp_path / packaged.source.name).unlink()
    (from_csv,) = PUBLICATION.read([packaged.as_csv()])
    assert from_csv.measurements.equals(from_parquet.measurements)
