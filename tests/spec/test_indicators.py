"""Every spec beside this file: what indicators must say of a few drawn rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from almoner.catalogue.measures import MeanOfPercentages, Percentage
from almoner.catalogue.register import chosen, computed_indicators
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


def drawn() -> dict[str, list[dict[str, str]]]:
    """Code to every line expected of it, in all specs."""
    found: dict[str, list[dict[str, str]]] = {}
    for path in SPECS:
        for code, lines in read_spec(path).expected.items():
            found.setdefault(code, []).extend(lines)
    return found


def test_every_computed_indicator_has_a_spec() -> None:
    assert set(drawn()) == set(computed_indicators())


def test_every_spec_can_fail() -> None:
    """Something is counted; and a share is neither always of nobody nor always of everybody."""
    lines_of = drawn()
    for code, indicator in computed_indicators().items():
        lines = lines_of[code]
        assert any(line["value"] not in ("0", "0.0", "-") for line in lines), code
        if isinstance(indicator.measure, Percentage | MeanOfPercentages):
            scale = float(indicator.measure.scale)
            parts = [(float(line["numerator"]), float(line["denominator"])) for line in lines]
            shares = {scale * above / below for above, below in parts if below}
            assert shares - {0.0, 100.0} or shares == {0.0, 100.0}, code
