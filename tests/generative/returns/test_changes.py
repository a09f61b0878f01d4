"""A check of one change finds what the whole check finds, as far as the change reaches."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from almoner.returns import check, check_change
from almoner.returns.kinds import kind_of
from almoner.returns.reads import touched
from benchmarks import returns_cin
from benchmarks.councils import looked_after

Tables = dict[str, list[dict[str, Any]]]
Found = set[tuple[str, str, int]]
POSTCODES = ["BR1 1AA", "BR1 2BB", "M1 1AE", "LS1 1AA", "QQ9 9ZZ"]
CHANGES = 5


def _return_903(seed: int) -> tuple[Tables, Tables]:
    council = looked_after.Council(30, seed, POSTCODES)
    years = (
        (looked_after.START, looked_after.END),
        (looked_after.LAST_START, looked_after.LAST_END),
    )
    this, last = (
        looked_after.spoil(council.tables(*year), 0.2, seed + at) for at, year in enumerate(years)
    )
    return this, last


def _return_cin(seed: int, folder: Path) -> tuple[Tables, Tables]:
    file = folder / "census.xml"
    returns_cin.make(file, 12, 2.0, seed)
    return {t: frame.to_dicts() for t, frame in kind_of("CIN").read(file).items()}, {}


def _return(code: str, seed: int, folder: Path) -> tuple[Tables, Tables]:
    return _return_903(seed) if code == "SSDA903" else _return_cin(seed, folder)


def _found(findings: Any) -> Found:
    return {(f["rule"], f["table"], f["row"]) for f in findings.to_pylist()}


def _of_child(tables: Tables, key: str, child: str) -> Tables:
    return {t: [row for row in rows if str(row.get(key)) == child] for t, rows in tables.items()}


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("code", ["SSDA903", "CIN"])
def test_a_change_finds_what_the_whole_check_finds(code: str, seed: int, tmp_path: Path) -> None:
    kind = kind_of(code)
    this, last = _return(code, seed, tmp_path)
    options: dict[str, Any] = {"year": "2026-27", "authority": "E10000016", "previous": last}
    whole = check(code, this, **options).to_pylist()
    rng = random.Random(seed)
    book = kind.rules()
    changed_tables = [t for t, rows in this.items() if rows and t not in kind.over_all]
    for _change in range(CHANGES):
        changed = rng.choice(changed_tables)
        row = rng.choice(this[changed])
        if not row.get(kind.key):
            continue
        child = str(row[kind.key])
        fields = rng.choice([None, tuple(rng.sample(sorted(row), 2))])
        rules = touched(code, changed, None if fields is None else frozenset(fields))
        expected = {
            (f["rule"], f["table"], f["row"])
            for f in whole
            if f["rule"] in rules
            and not book[f["rule"]].whole
            and str(this[f["table"]][f["row"]].get(kind.key)) == child
        }
        found = check_change(code, this, changed=changed, fields=fields, child=child, **options)
        assert _found(found) == expected


@pytest.mark.parametrize("seed", [4, 6])
@pytest.mark.parametrize("code", ["SSDA903", "CIN"])
def test_a_change_touches_no_other_rule(code: str, seed: int, tmp_path: Path) -> None:
    """Whatever one cell becomes, the rules that are not run find what they found before."""
    kind = kind_of(code)
    this, last = _return(code, seed, tmp_path)
    rng = random.Random(seed)
    changed_tables = [t for t, rows in this.items() if rows and t not in kind.over_all]
    for _change in range(CHANGES):
        changed = rng.choice(changed_tables)
        child = str(rng.choice(this[changed]).get(kind.key))
        mine, before_that = (_of_child(tables, kind.key, child) for tables in (this, last))
        if not mine[changed]:
            continue
        options: dict[str, Any] = {"year": "2026-27", "authority": "E10000016"}
        before = _found(check(code, mine, previous=before_that, **options))
        row = rng.choice(mine[changed])
        field = rng.choice([name for name in row if name != kind.key])
        row[field] = rng.choice([None, rng.choice(this[changed]).get(field), "31/02/2026", "X9"])
        after = _found(check(code, mine, previous=before_that, **options))
        moved = {rule for rule, _table, _row in before ^ after}
        assert moved <= set(touched(code, changed, frozenset({field}))), (changed, field)
