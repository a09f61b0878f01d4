"""Every SSDA903 rule against small tables drawn in text.

A spec names the rule, then draws tables: a line with the table's name and its columns, and a line
a row. `!` marks a row that breaches, `.` one that passes; `-` is a blank cell. Each spec is also
run on its tables in other forms and with dirt added, and on empty tables.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl
import pytest

from almoner.returns import check
from almoner.returns.ssda903.fields import CODES, SHAPES, TURNED
from almoner.returns.ssda903.rules import RULES
from almoner.returns.ssda903.rules.code_lists import BLANK_TOO, LISTED
from almoner.returns.ssda903.rules.episode_last_year import SAME_ITEMS
from almoner.returns.ssda903.rules.internal import BIRTHS, ONCE_ONLY, ORPHANS
from almoner.returns.ssda903.rules.real_dates import REAL, REAL_AND_GIVEN

HERE = Path(__file__).parent
AUTHORITY = "E10000025"
Row = dict[str, object]
Place = tuple[str, int]


@dataclass
class Spec:
    """Tables of one rule and the places where it must find a breach."""

    code: str
    tables: dict[str, list[Row]] = field(default_factory=dict)
    expected: set[Place] = field(default_factory=set)

    def draw(self, table: str, columns: list[str], lines: list[str]) -> Spec:
        """Add a table from lines such as `! a 01/05/2026 -`."""
        rows = self.tables.setdefault(table, [])
        for line in lines:
            mark, *cells = line.split()
            assert len(cells) == len(columns), (self.code, line)
            if mark == "!":
                self.expected.add((table, len(rows)))
            values = (None if cell == "-" else cell for cell in cells)
            rows.append(dict(zip(columns, values, strict=True)))
        return self


def _read(file: Path) -> list[Spec]:
    specs: list[Spec] = []
    for block in file.read_text(encoding="utf-8").split("== ")[1:]:
        code, *lines = [line for line in block.splitlines() if line.strip()]
        spec, table, columns = Spec(code.strip()), "", []
        for line in lines:
            if line[0] in "!.":
                spec.draw(table, columns, [line])
            else:
                table, *columns = line.split()
                spec.tables[table] = []
        specs.append(spec)
    return specs


def _families() -> list[Spec]:
    specs = []
    for rows, blank in ((LISTED, "."), (BLANK_TOO, "!")):
        for code, _message, table, name in rows:
            lines = [f". {listed}" for listed in CODES[name]] + ["! X-9", f"{blank} -"]
            specs.append(Spec(code).draw(table, [name], lines))
    for rows, blank in ((REAL, "."), (REAL_AND_GIVEN, "!")):
        for code, _message, table, name in rows:
            lines = ["! 31/02/2026", "! 2026-02-01", "! soon", "! 01/02/26", ". 28/02/2026"]
            specs.append(Spec(code).draw(table, [name], [*lines, ". 29/02/2024", f"{blank} -"]))
    for code, table in ORPHANS:
        spec = Spec(code).draw(table, ["CHILD"], [". a", "! b", "! -"])
        specs.append(spec.draw("Header", ["CHILD"], [". a"]))
    for code, table in BIRTHS:
        lines = [". a 01/05/2010", "! a 02/05/2010", ". a -", ". b 01/05/2010"]
        spec = Spec(code).draw(table, ["CHILD", "DOB"], lines)
        specs.append(spec.draw("Header", ["CHILD", "DOB"], [". a 01/05/2010", ". c -"]))
    for code, table in ONCE_ONLY:
        specs.append(Spec(code).draw(table, ["CHILD"], ["! a", ". b", "! a", ". -", ". -"]))
    for code, _message, name in SAME_ITEMS:
        if code != "503A":
            lines = ["! a 01/05/2025 X", ". b 01/05/2025 Y", ". a 01/06/2026 Z", "! c 01/05/2025 -"]
            spec = Spec(code).draw("Episodes", ["CHILD", "DECOM", name], lines)
            lines = [". a 01/05/2025 - Y", ". b 01/05/2025 - Y", ". c 01/05/2025 - Y"]
            columns = ["CHILD", "DECOM", "DEC", name]
            specs.append(spec.draw("Episodes_last", columns, lines))
    return specs


SPECS = [*_families(), *(spec for file in sorted(HERE.glob("*.spec")) for spec in _read(file))]
each = pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.code)


def found(code: str, tables: dict[str, list[Row]]) -> set[Place]:
    """Where the rule finds breaches; last year's tables have names ending in `_last`."""
    this = {t: _frame(t, rows) for t, rows in tables.items() if not t.endswith("_last")}
    last = {t[:-5]: _frame(t[:-5], rows) for t, rows in tables.items() if t.endswith("_last")}
    providers = this.pop("ProviderList", None)
    findings = check("SSDA903", this, year="2026-27", authority=AUTHORITY, previous=last,
                     providers=providers, rules=[code])  # fmt: skip
    places = findings.select(["table", "row"]).to_pylist()
    return {(place["table"], place["row"]) for place in places}


def _frame(table: str, rows: list[Row]) -> object:
    return rows or pl.DataFrame(schema=dict.fromkeys(SHAPES[table].columns, pl.String))


def test_every_rule_has_a_spec() -> None:
    assert {spec.code for spec in SPECS} == set(RULES)
    assert len(SPECS) == len(RULES) == 327


@each
def test_breaches_are_found_and_nothing_else(spec: Spec) -> None:
    assert spec.expected
    assert found(spec.code, spec.tables) == spec.expected


@each
def test_form_of_the_table_does_not_matter(spec: Spec) -> None:
    """Case, blanks around values, empty text for nothing: the same rows breach."""
    loose = {
        table: [
            {n: f" {v.lower()} " if isinstance(v, str) else "" for n, v in row.items()}
            for row in rows
        ]
        for table, rows in spec.tables.items()
    }
    assert found(spec.code, loose) == spec.expected


ABOUT_THE_TEXT = {code for code, _m, _t, _name in (*REAL, *REAL_AND_GIVEN)}
"""Rules on whether a date is one: they have nothing to say of a date that comes as a date."""


@pytest.mark.parametrize(
    "spec", [spec for spec in SPECS if spec.code not in ABOUT_THE_TEXT], ids=lambda spec: spec.code
)
def test_real_dates_may_come_as_dates(spec: Spec) -> None:
    dated = {
        table: [{name: _as_date(name, value) for name, value in row.items()} for row in rows]
        for table, rows in spec.tables.items()
    }
    assert found(spec.code, dated) == spec.expected


def _as_date(name: str, value: object) -> object:
    if name not in TURNED or not isinstance(value, str) or value.count("/") != 2:
        return value
    day, month, year = (int(part) for part in value.split("/"))
    return value if (day, month) == (31, 2) else dt.date(year, month, day)


@each
def test_dirt_does_no_harm(spec: Spec) -> None:
    """Rubbish, blank and doubled rows of other children neither stop nor hide anything."""
    dirty = {}
    for table, rows in spec.tables.items():
        names = list(rows[0]) if rows else []
        rubbish: list[Row] = [dict.fromkeys(names, value) for value in ("?", None, "31/02/2020", 7)]
        strangers = [{**row, "CHILD": "stranger"} for row in rows for _twice in range(2)]
        dirty[table] = [*rows, *rubbish, *strangers]
    places = found(spec.code, dirty)
    heights = {table: len(rows) for table, rows in dirty.items()}
    assert all(0 <= row < heights[table] for table, row in places)
    assert spec.expected <= places


@each
def test_empty_tables_have_no_breaches(spec: Spec) -> None:
    assert found(spec.code, {table: [] for table in spec.tables}) == set()


def test_premises_of_a_provider_are_where_the_list_says() -> None:
    """Rule 241 with the list of providers: each authority in it will do, and no other."""
    spec = Spec("241").draw(
        "Episodes",
        ["PLACE", "URN", "PL_LA"],
        [
            ". K3 1234567 E10000016",
            ". K3 1234567 E10000031",
            "! K3 1234567 E10000025",
            ". K3 7654321 E10000016",
            ". K3 1234567 -",
            ". K2 1234567 E10000025",
        ],
    )
    lines = [". 1234567 E10000016", ". 1234567 E10000031", ". 2222222 E10000025"]
    spec.draw("ProviderList", ["URN", "LA_CODE_INFERRED"], lines)
    assert found(spec.code, spec.tables) == spec.expected
