"""Whatever the tables hold, every rule runs, and its findings are on rows that exist."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from almoner.returns.checking import context_of, findings_of
from almoner.returns.context import Collection
from almoner.returns.kinds import References, kind_of
from almoner.returns.running import runnable
from almoner.returns.ssda903.fields import CODES, SHAPES, TABLES, TURNED

KIND = kind_of("SSDA903")
COLLECTION = Collection.of("2026-27", authority="E10000025")
CHILDREN = st.sampled_from(["1", "2", "3", "a ", "A", None, "", "é"])
DAYS = st.dates(dt.date(2005, 1, 1), dt.date(2028, 1, 1))
FAULTY = st.sampled_from(
    ["31/02/2020", "29/02/2025", "2026-05-01", "01/04/26", "00/00/0000", "zz/zz/2015", "soon", "",
     "99999999999", "01/01/0001", "-1", "1.0", "\x00", "🙂", " x ", "01/05/2026 00:00:00"]
)  # fmt: skip


def _cells(name: str, codes: str | None) -> st.SearchStrategy[Any]:
    if name == "CHILD":
        return CHILDREN
    if name in TURNED:
        text = DAYS.map(lambda day: f"{day:%d/%m/%Y}")
        return st.one_of(text, text, text, FAULTY, st.none(), DAYS)
    usual = st.sampled_from(CODES[codes]) if codes in CODES else st.sampled_from(["A1", "B2", "7"])
    return st.one_of(usual, usual, st.none(), FAULTY, st.integers(-5, 50), st.floats())


def _rows(table: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    cells = {f.name: _cells(f.name, f.codes) for f in SHAPES[table].fields if not f.derived}
    return st.lists(st.fixed_dictionaries({}, optional=cells), max_size=12)


def _tables(*, all_of_them: bool) -> st.SearchStrategy[dict[str, Any]]:
    tables = {table: _rows(table) for table in TABLES}
    return (
        st.fixed_dictionaries(tables) if all_of_them else st.fixed_dictionaries({}, optional=tables)
    )


patient = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@patient
@given(_tables(all_of_them=True), _tables(all_of_them=True), _rows("ProviderList"))
def test_every_rule_runs_on_damaged_tables(
    this: dict[str, Any], last: dict[str, Any], providers: list[dict[str, Any]]
) -> None:
    listed = [{"URN": None, **row} for row in providers]
    context = context_of(KIND, this, last, COLLECTION, References(providers=listed))
    assert len(runnable(KIND.rules(), context)) == len(KIND.rules())
    findings = findings_of(KIND, context)
    for table, row in findings.select("table", "row").rows():
        assert 0 <= row < len(this[table])


@patient
@given(_tables(all_of_them=False), _tables(all_of_them=False))
def test_some_tables_are_enough(this: dict[str, Any], last: dict[str, Any]) -> None:
    context = context_of(KIND, this, last, COLLECTION, References())
    findings = findings_of(KIND, context)
    assert set(findings["table"]) <= set(this)
    assert not findings.select("rule", "table", "row").is_duplicated().any()


@patient
@given(_tables(all_of_them=True))
def test_rules_find_the_same_one_by_one(this: dict[str, Any]) -> None:
    """Running all rules together changes no rule's answer."""
    together = findings_of(KIND, context_of(KIND, this, {}, COLLECTION, References()))
    for code in ("142", "165", "213", "388", "574", "SW19STG2"):
        context = context_of(KIND, this, {}, COLLECTION, References())
        alone = findings_of(KIND, context, [code])
        assert alone.rows() == [row for row in together.rows() if row[0] == code]
