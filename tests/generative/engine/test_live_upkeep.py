"""After any sequence of changes the kept cells equal a full rebuild, for every indicator."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass
from functools import cache
from random import Random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from almoner.catalogue.register import computed_indicators
from almoner.engine.changed import KEY, Changed
from almoner.engine.live import FEW, Change, Live
from almoner.engine.measure import measurements
from almoner.engine.mirror import Mirror
from almoner.engine.places import Months
from almoner.records.checks import polars_schema
from almoner.records.table import Kind
from almoner.records.tables import declared_tables
from almoner.reference.refusal import Refusal
from tests.builders.random_records import TEAMS, frames, random_row, random_tables

MONTHS = Months(2023 * 12 + 3, 2024 * 12 + 11)
PARTS = 6
AT_ONCE = 24
EXAMPLES = 20 if os.environ.get("ALMONER_HYPOTHESIS_PROFILE") == "nightly" else 1
CHANGED = [
    name for name in declared_tables() if name not in ("team", "team_membership", "population")
]


@dataclass
class Store:
    """Measurements as somebody keeps them who hears only of what changed."""

    live: Live
    held: dict[tuple[str, ...], tuple[object, ...]]

    @classmethod
    def of(cls, live: Live) -> Store:
        """Everything, once."""
        return cls(live, by_key(all_of(live)))

    def change(self, *changes: Change) -> None:
        """Make changes, and keep what they say."""
        told: Changed = self.live.change(*changes)
        assert not by_key(told.now).keys() & set(told.gone.rows())
        self.held |= by_key(told.now)
        for key in told.gone.select(KEY).rows():
            del self.held[key]

    def equals_a_rebuild(self) -> None:
        """Cells and measurements are those of counting everything afresh."""
        assert self.live.compared() == []
        assert self.held == by_key(all_of(self.live))


def all_of(live: Live) -> pl.DataFrame:
    population = live.mirror.run("FROM population")
    return measurements(live.indicators, live.counted(), live.months, population)


def by_key(rows: pl.DataFrame) -> dict[tuple[str, ...], tuple[object, ...]]:
    return {row[: len(KEY)]: row[len(KEY) :] for row in rows.select(*KEY, pl.exclude(KEY)).rows()}


@cache
def kept(part: int) -> Store:
    everything = tuple(computed_indicators().values())
    first, after = (len(everything) * number // PARTS for number in (part, part + 1))
    mirror = Mirror.of_frames(frames(random_tables(part)))
    return Store.of(Live(mirror, everything[first:after], MONTHS))


def random_change(random: Random, live: Live) -> Change:
    """An insertion, a correction (of a team, a date, a birthday), a move of team, a deletion."""
    table = declared_tables()[random.choice(CHANGED)]
    keys = live.mirror.run(f'SELECT "{table.key}" FROM "{table.name}"')[table.key].to_list()
    kind = random.choice(("insert", "correct", "move", "delete"))
    if table.name == "person":
        kind = "correct"
    if kind == "delete" and keys:
        return Change(table.name, None, [random.choice(keys)])
    if kind == "move" and keys and "team_id" in table.schema.names:
        return moved_to(live, table.name, random.choice(keys), random.choice((*TEAMS, "t9")))
    key = random.choice(keys) if kind == "correct" and keys else f"new-{random.random()}"
    row = random_row(random, table, key)
    return Change(table.name, pl.DataFrame([row], schema=polars_schema(table), orient="row"))


def moved_to(live: Live, table: str, key: str, team: str) -> Change:
    """A row given to another team; `t9` is not declared."""
    rows = live.mirror.run(f'FROM "{table}" WHERE "{declared_tables()[table].key}" = \'{key}\'')
    return Change(table, rows.with_columns(team_id=pl.lit(team)))


@pytest.mark.parametrize("part", range(PARTS))
@settings(max_examples=EXAMPLES, deadline=None, derandomize=True)
@given(seed=st.integers(0, 10_000))
def test_kept_equals_rebuilt(part: int, seed: int) -> None:
    store, random = kept(part), Random(1_000 * part + seed)
    for turn in range(12):
        store.live.few = (0, FEW)[turn % 2]  # by SQL and by Python in turn
        store.change(random_change(random, store.live))
    store.change(*(random_change(random, store.live) for _change in range(3)))
    store.equals_a_rebuild()


@pytest.mark.parametrize("part", range(PARTS))
def test_everybody_taken_out_leaves_nothing(part: int) -> None:
    """Every place is emptied, a few rows at a time in any order, and then filled again."""
    store, random = kept(part), Random(part)
    store.live.few = FEW if part % 2 else 0
    rows = {name: store.live.mirror.run(f'FROM "{name}"') for name in CHANGED}
    keys = [(name, key) for name in CHANGED for key in rows[name][declared_tables()[name].key]]
    mixed = random.sample(keys, len(keys))
    for start in range(0, len(mixed), AT_ONCE):
        store.change(*(Change(name, None, [key]) for name, key in mixed[start : start + AT_ONCE]))
    store.equals_a_rebuild()
    assert not store.held
    store.change(*(Change(name, rows[name]) for name in CHANGED))
    store.equals_a_rebuild()


def test_a_row_given_to_somebody_else_is_taken_from_the_first() -> None:
    table = declared_tables()["referral"]
    row = random_row(Random(2), table, "one") | {"person_id": "p1", "team_id": "t1"}
    whole = random_tables(1) | {"referral": [row]}
    indicators = (computed_indicators()["CH-REFERRALS"],)
    live = Live(Mirror.of_frames(frames(whole)), indicators, MONTHS)
    moved = pl.DataFrame([row | {"person_id": "p2"}], schema=polars_schema(table), orient="row")
    live.change(Change("referral", moved))
    assert live.compared() == []


def test_days_that_only_sql_can_say() -> None:
    """A month after the last day of the year 9999: Python has no such day, DuckDB has."""
    table = declared_tables()["referral"]
    row = random_row(Random(2), table, "one") | {"person_id": "p1", "team_id": "t1"}
    late = dict.fromkeys(
        (c.name for c in table.columns if c.kind is Kind.DATE), dt.date(9999, 12, 31)
    )
    indicators = (computed_indicators()["CH-REFERRALS"],)
    live = Live(Mirror.of_frames(frames(random_tables(1))), indicators, MONTHS)
    assert "slices" not in vars(live)
    for person in ({"born_on": dt.date(9950, 12, 31)}, {"born_on": dt.date(2015, 2, 28)}):
        whose = random_row(Random(3), declared_tables()["person"], "p1") | person
        live.change(one_row("person", whose), one_row("referral", row | late))
    assert "slices" in vars(live)
    assert live.compared() == []


def one_row(name: str, row: dict[str, object]) -> Change:
    schema = polars_schema(declared_tables()[name])
    return Change(name, pl.DataFrame([row], schema=schema, orient="row"))


def test_a_place_that_is_emptied_and_met_again() -> None:
    table = declared_tables()["referral"]
    row = random_row(Random(2), table, "one") | {"person_id": "p1", "team_id": "t1"}
    rows = pl.DataFrame([row], schema=polars_schema(table), orient="row").with_columns(
        referred_on=pl.date(2024, 5, 5)
    )
    whole = frames(random_tables(1) | {"referral": []}) | {"referral": rows}
    live = Live(Mirror.of_frames(whole), (computed_indicators()["CH-REFERRALS"],), MONTHS, ("",))
    away = live.change(moved_to(live, "referral", "one", "t2"))
    assert set(away.gone["area"]) == {"t1", "A"}
    assert set(away.now["area"]) == {"t2", "B"}
    one = away.now.filter(pl.col("value") == 1)["period"]
    assert set(one) == {"M2024-05", "Q2024-04", *(f"R2024-{month:02}" for month in range(5, 13))}
    gone = live.change(Change("referral", None, ["one"]))
    assert gone.now.is_empty()
    assert set(gone.gone["area"]) == {"t2", "B", "X1"}
    assert set(live.change(Change("referral", rows)).now["area"]) == {"t1", "A", "X1"}


def test_a_change_says_what_it_changed() -> None:
    live = Live(
        Mirror.of_frames(frames(random_tables(1))),
        (computed_indicators()["CH-REFERRALS"],),
        MONTHS,
    )
    row = random_row(Random(1), declared_tables()["referral"], "new") | {
        "team_id": "t1",
        "person_id": "p1",
    }
    rows = pl.DataFrame(
        [row], schema=polars_schema(declared_tables()["referral"]), orient="row"
    ).with_columns(referred_on=pl.date(2024, 5, 5))
    changed = live.change(Change("referral", rows)).now
    assert {"t1", "A", "X1"} <= set(changed["area"])
    assert "t3" not in set(changed["area"])


def test_the_councils_own_tables_need_a_rebuild() -> None:
    live = kept(0).live
    with pytest.raises(Refusal, match="rebuild"):
        live.change(Change("team", None, ["t1"]))
