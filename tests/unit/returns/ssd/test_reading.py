"""The dataset as it comes: files named like tables, with and without the prefix."""

from __future__ import annotations

from pathlib import Path

import pytest

from almoner.reference.refusal import Refusal
from almoner.returns.ssd.fields import SHAPES
from almoner.returns.ssd.reading import read


def test_every_table_is_told_by_its_file(tmp_path: Path) -> None:
    for at, (name, shape) in enumerate(SHAPES.items()):
        stem = name if at % 2 else name.removeprefix("ssd_").upper()
        (tmp_path / f"{stem}.csv").write_text(",".join(shape.columns) + "\n")
    assert set(read(tmp_path)) == set(SHAPES)


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    names = [name for name in SHAPES["ssd_person"].columns if name != "pers_dob"]
    (tmp_path / "ssd_person.csv").write_text(",".join(names) + "\n")
    with pytest.raises(Refusal, match="columns are missing: pers_dob"):
        read(tmp_path)
