"""Whatever an H-CLIC file holds, it is read or refused, and findings are on rows that exist."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from almoner.reference.refusal import Refusal
from almoner.returns.checking import context_of, findings_of
from almoner.returns.context import Collection
from almoner.returns.files import Part
from almoner.returns.hclic.fields import CASE, NO_DATES, SHAPES, VALUES
from almoner.returns.hclic.reading import read_xml
from almoner.returns.kinds import References, kind_of

KIND = kind_of("HCLIC")
NAMES = st.sampled_from(
    ["Main", "People", "Person", "CaseID", "Relief", "FinalDuties", "Reviews", "Moved", "Case"]
)
TEXTS = st.sampled_from(["", "1", "2", "2024-02-31", "31/02/2024", "2024-99-99", "é", "0000-01-01"])
TREES = st.recursive(
    st.tuples(NAMES, TEXTS).map(lambda leaf: f"<{leaf[0]}>{leaf[1]}</{leaf[0]}>"),
    lambda inner: st.tuples(NAMES, st.lists(inner, max_size=4)).map(
        lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0]}>"
    ),
    max_leaves=25,
)
CELLS = st.one_of(st.none(), st.sampled_from(["", "1", "x", "0"]), st.integers(), st.floats())
ROWS = st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys((CASE, VALUES, NO_DATES), CELLS)))


def _checked(tables: dict[str, Any]) -> None:
    context = context_of(KIND, tables, {}, Collection.of("2025-26"), References())
    for table, row in findings_of(KIND, context).select("table", "row").rows():
        assert 0 <= row < len(tables[table])


@settings(max_examples=40, deadline=None)
@given(TREES)
def test_any_xml_is_read_or_refused(text: str) -> None:
    try:
        tables = read_xml(Part("any.xml", text.encode()))
    except Refusal:
        return
    _checked(tables)


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        read_xml(Part("any.xml", b"<Main>" + content + b"</Main>"))
    except Refusal:
        return


@settings(max_examples=15, deadline=None)
@given(st.fixed_dictionaries({}, optional=dict.fromkeys(SHAPES, ROWS)))
def test_every_check_runs_on_damaged_sections(tables: dict[str, Any]) -> None:
    _checked(tables)
