"""Whatever the tables of a census hold, every rule runs, and finds only on rows that exist."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from almoner.returns.checking import context_of, findings_of
from almoner.returns.cin.fields import CODES, DATES, SHAPES, TABLES
from almoner.returns.context import Collection
from almoner.returns.kinds import References, kind_of
from almoner.returns.running import runnable

KIND = kind_of("CIN")
COLLECTION = Collection.of("2026-27")
KEYS = {"LAchildID", "CINdetailsID", "AssessmentID", "CPPID"}
CHILDREN = st.sampled_from(["1", "2", "3", "a ", "A", None, "", "é"])
NUMBERS = st.sampled_from(["1", "2", 1, None, ""])
DAYS = st.dates(dt.date(2005, 1, 1), dt.date(2028, 1, 1))
FAULTY = st.sampled_from(
    ["2020-02-31", "29/02/2025", "01/05/2026", "26-04-01", "0000-00-00", "soon", "", "0001-01-01",
     "99999999999", "9999-12-31", "-1", "1.0", "\x00", "🙂", " x ", "2026-05-01T00:00:00", "21,1A",
     "[]", "TRUE"]
)  # fmt: skip


def _cells(name: str, codes: str | None) -> st.SearchStrategy[Any]:
    if name in KEYS:
        return CHILDREN if name == "LAchildID" else NUMBERS
    if name in DATES:
        text = DAYS.map(lambda day: day.isoformat())
        return st.one_of(text, text, text, FAULTY, st.none(), DAYS)
    usual = (
        st.sampled_from(CODES[codes]) if codes in CODES else st.sampled_from(["A1", "2027", "7"])
    )
    return st.one_of(usual, usual, st.none(), FAULTY, st.integers(-5, 50), st.floats())


def _rows(table: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    cells = {f.name: _cells(f.name, f.codes) for f in SHAPES[table].fields}
    return st.lists(st.fixed_dictionaries({}, optional=cells), max_size=12)


ALL = st.fixed_dictionaries({table: _rows(table) for table in TABLES})
SOME = st.fixed_dictionaries({}, optional={table: _rows(table) for table in TABLES})
patient = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@patient
@given(ALL)
def test_every_rule_runs_on_damaged_tables(tables: dict[str, Any]) -> None:
    context = context_of(KIND, tables, {}, COLLECTION, References())
    assert len(runnable(KIND.rules(), context)) == len(KIND.rules()) == 109
    for table, row in findings_of(KIND, context).select("table", "row").rows():
        assert 0 <= row < len(tables[table])


@patient
@given(SOME)
def test_some_tables_are_enough(tables: dict[str, Any]) -> None:
    context = context_of(KIND, tables, {}, COLLECTION, References())
    findings = findings_of(KIND, context)
    assert set(findings["table"]) <= set(tables)
    assert not findings.select("rule", "table", "row").is_duplicated().any()


@patient
@given(ALL)
def test_rules_find_the_same_one_by_one(tables: dict[str, Any]) -> None:
    """Running all rules together changes no rule's answer."""
    together = findings_of(KIND, context_of(KIND, tables, {}, COLLECTION, References()))
    for code in ("8540", "8565", "8816", "8863Q", "8898", "2885", "4003"):
        context = context_of(KIND, tables, {}, COLLECTION, References())
        alone = findings_of(KIND, context, [code])
        assert alone.rows() == [row for row in together.rows() if row[0] == code]
