"""Every spec beside this file: what indicators must say of a few drawn rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from almoner.catalogue.register import chosen
from almoner.engine.measure import measure
from almoner.engine.mirror import Mirror
from almoner.engine.places import Months
from tests.builders.spec_files import read_spec

MONTHS = Months(2022 * 12 + 3, 2025 * 12 + 2)
SPECS = sorted((Path(__file__).parent / "indicators").glob("*.txt"))


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_indicators(path: Path) -> None:
    spec = read_spec(path)
    with Mirror.of_frames(spec.tables) as mirror:
        found = measure(mirror, chosen(list(spec.expected)), MONTHS)
    shown = {
        (row["indicator"], row["period"], row["area"], row["breakdown"]): row
        for row in found.iter_rows(named=True)
    }
    for code, lines in spec.expected.items():
        for line in lines:
            row = shown.get((code, line["period"], line["area"], line.get("breakdown", "")))
            if row is None:  # what was never met has no measurements
                assert line["value"] == "0", (code, line)
                continue
            for name in ("numerator", "denominator", "value"):
                if line.get(name, "-") != "-":
                    assert row[name] == float(line[name]), (code, line, row)
