"""Every rule of every return has rows that breach it and rows that pass; the rules that are our own
are also run on their rows among dirt, and on empty tables, as those of the SSDA903, the census and
SEND Annex A are beside their specs.
"""

from __future__ import annotations

from types import ModuleType

import polars as pl
import pytest

from almoner.returns import check
from almoner.returns.kinds import kind_of
from tests.builders.rule_specs import Place, Row, Spec, dirtied
from tests.spec.returns.annex_a import test_rules as annex_a
from tests.spec.returns.annex_a_send import test_rules as annex_a_send
from tests.spec.returns.cin import test_rules as cin
from tests.spec.returns.cld import test_rules as cld
from tests.spec.returns.hclic import test_rules as hclic
from tests.spec.returns.ssd import test_rules as ssd
from tests.spec.returns.ssda903 import test_rules as ssda903

MODULES: dict[str, ModuleType] = {
    "SSDA903": ssda903, "CIN": cin, "ANNEX_A": annex_a, "ANNEX_A_SEND": annex_a_send,
    "CLD": cld, "HCLIC": hclic, "SSD": ssd,
}  # fmt: skip
OURS = ("ANNEX_A", "CLD", "HCLIC", "SSD")
YEARS = {"SSD": ("2024-25", ssd.AS_AT), "ANNEX_A": ("2024-25", annex_a.AS_AT)}


@pytest.mark.parametrize("code", MODULES)
def test_every_rule_has_rows_that_breach_it_and_rows_that_pass(code: str) -> None:
    specs: list[Spec] = MODULES[code].SPECS
    assert {spec.code for spec in specs} == set(kind_of(code).rules())
    for spec in specs:
        rows = {(table, at) for table, rows in spec.tables.items() for at in range(len(rows))}
        assert spec.expected, spec.code
        assert spec.expected < rows, spec.code


def found(code: str, rule: str, tables: dict[str, list[Row]]) -> set[Place]:
    """Where the rule finds breaches; a table without rows has its columns."""
    shapes = kind_of(code).shapes
    given = {
        table: rows or pl.DataFrame(schema=dict.fromkeys(shapes[table].columns, pl.String))
        for table, rows in tables.items()
    }
    year, end = YEARS.get(code, ("2025-26", None))
    findings = check(code, given, year=year, collection_end=end, rules=[rule])
    return {(place["table"], place["row"]) for place in findings.to_pylist()}


@pytest.mark.parametrize("code", OURS)
def test_dirt_does_no_harm(code: str) -> None:
    """Rubbish and the rows of others neither stop a rule nor hide what it found."""
    shapes = kind_of(code).shapes
    for spec in MODULES[code].SPECS:
        keys = {table: shapes[table].key or shapes[table].columns[0] for table in spec.tables}
        dirty = dirtied(spec.tables, keys)
        places = found(code, spec.code, dirty)
        assert all(0 <= row < len(dirty[table]) for table, row in places), spec.code
        assert spec.expected <= places, spec.code


@pytest.mark.parametrize("code", OURS)
def test_empty_tables_have_no_breaches(code: str) -> None:
    shapes = kind_of(code).shapes
    for spec in MODULES[code].SPECS:
        empty: dict[str, list[Row]] = {table: [] for table in spec.tables}
        assert found(code, spec.code, empty) == set(), spec.code
    year, end = YEARS.get(code, ("2025-26", None))
    every = {
        table: pl.DataFrame(schema=dict.fromkeys(shape.columns, pl.String))
        for table, shape in shapes.items()
    }
    assert check(code, every, year=year, collection_end=end).num_rows == 0
