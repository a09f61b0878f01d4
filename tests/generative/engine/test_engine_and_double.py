"""DuckDB and the slow double count the same, for every indicator, on random records."""

from __future__ import annotations

import os
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from almoner.catalogue.definitions import Indicator
from almoner.catalogue.register import computed_indicators
from almoner.engine.counting import CellsByKey, count, make_axes
from almoner.engine.measure import results_of
from almoner.engine.mirror import Mirror
from almoner.engine.places import Months
from almoner.engine.prepared import Prepared, prepared
from almoner.records.working_calendar import calendar, working_days
from tests.builders.random_records import frames, random_tables
from tests.doubles.slow_measure import SlowMeasure

MONTHS = Months(2023 * 12 + 3, 2024 * 12 + 11)
PARTS = 6
EXAMPLES = 25 if os.environ.get("ALMONER_HYPOTHESIS_PROFILE") == "nightly" else 1


@cache
def planned(part: int) -> tuple[list[Indicator], Prepared]:
    everything = list(computed_indicators().values())
    first, after = (len(everything) * number // PARTS for number in (part, part + 1))
    return everything[first:after], prepared(everything[first:after])


def counted(ready: Prepared, tables: dict[str, list[dict[str, object]]]) -> CellsByKey:
    with Mirror.of_frames(frames(tables)) as mirror:
        results = results_of(mirror, ready.program, MONTHS)
        team, membership = mirror.run("FROM team"), mirror.run("FROM team_membership")
    return count(ready.layout, results, make_axes(results, team, membership, MONTHS))


def flattened(cells: CellsByKey, code: str, term: int) -> dict[tuple[object, ...], int]:
    found = {}
    for (one, grouping), block in cells.items():
        for window, totals in block.totals.items() if one == code else ():
            for month, place, member, value in zip(*totals[term].nonzero(), strict=True):
                if month < window - 1:
                    continue
                at = (window, MONTHS.first + int(month), block.places[place], grouping)
                spread = block.spread[value] if block.spread else None
                found[*at, block.members[member], spread] = int(
                    totals[term][month, place, member, value]
                )
    return found


@pytest.mark.parametrize("part", range(PARTS))
@settings(max_examples=EXAMPLES, deadline=None, derandomize=True)
@given(seed=st.integers(0, 10_000))
def test_agree(part: int, seed: int) -> None:
    indicators, ready = planned(part)
    tables = random_tables(1_000 * part + seed)
    cells = counted(ready, tables)
    years = {
        "calendar": calendar().filter(calendar()["day"].dt.year().is_between(2022, 2026)),
        "working_day": working_days().filter(
            working_days()["day"].dt.year().is_between(2022, 2026)
        ),
    }
    slow = SlowMeasure(
        tables | {name: f.to_dicts() for name, f in years.items()}, MONTHS.first, MONTHS.last
    )
    for indicator in indicators:
        for number, expected in enumerate(slow.totals(indicator)):
            wanted = {
                (*key, value): amount
                for key, amounts in expected.items()
                if not key[3] or key[3] in indicator.breakdowns
                for value, amount in amounts.items()
                if amount
            }
            assert flattened(cells, indicator.code, number) == wanted, indicator.code
