"""After any sequence of changes the kept cells equal a full rebuild, for every indicator."""

from __future__ import annotations

import os
from functools import cache
from random import Random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from almoner.catalogue.register import computed_indicators
from almoner.engine.live import Change, Live
from almoner.engine.mirror import Mirror
from almoner.engine.places import Months
from almoner.records.checks import polars_schema
from almoner.records.tables import declared_tables
from almoner.reference.refusal import Refusal
from tests.builders.random_records import frames, random_row, random_tables

MONTHS = Months(2023 * 12 + 3, 2024 * 12 + 11)
PARTS = 6
EXAMPLES = 20 if os.environ.get("ALMONER_HYPOTHESIS_PROFILE") == "nightly" else 1
CHANGED = [
    name for name in declared_tables() if name not in ("team", "team_membership", "population")
]


@cache
def kept(part: int) -> Live:
    everything = tuple(computed_indicators().values())
    first, after = (len(everything) * number // PARTS for number in (part, part + 1))
    return Live(Mirror.of_frames(frames(random_tables(part))), everything[first:after], MONTHS)


def random_change(random: Random, live: Live) -> Change:
    """An insertion, a correction (of a team, a date, a person's birthday) or a deletion."""
    table = declared_tables()[random.choice(CHANGED)]
    keys = live.mirror.run(f'SELECT "{table.key}" FROM "{table.name}"')[table.key].to_list()
    kind = random.choice(("insert", "correct", "delete"))
    if table.name == "person":
        kind = "correct"
    if kind == "delete" and keys:
        return Change(table.name, None, [random.choice(keys)])
    key = random.choice(keys) if kind == "correct" and keys else f"new-{random.random()}"
    row = random_row(random, table, key)
    return Change(table.name, pl.DataFrame([row], schema=polars_schema(table), orient="row"))


@pytest.mark.parametrize("part", range(PARTS))
@settings(max_examples=EXAMPLES, deadline=None, derandomize=True)
@given(seed=st.integers(0, 10_000))
def test_kept_equals_rebuilt(part: int, seed: int) -> None:
    live, random = kept(part), Random(1_000 * part + seed)
    for _turn in range(8):
        live.change(random_change(random, live))
    assert live.compared() == []


def test_a_row_given_to_somebody_else_is_taken_from_the_first() -> None:
    table = declared_tables()["referral"]
    row = random_row(Random(2), table, "one") | {"person_id": "p1", "team_id": "t1"}
    whole = random_tables(1) | {"referral": [row]}
    indicators = (computed_indicators()["CH-REFERRALS"],)
    live = Live(Mirror.of_frames(frames(whole)), indicators, MONTHS)
    moved = pl.DataFrame([row | {"person_id": "p2"}], schema=polars_schema(table), orient="row")
    live.change(Change("referral", moved))
    assert live.compared() == []


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
    changed = live.change(Change("referral", rows))
    assert {"t1", "A", "X1"} <= set(changed["area"])
    assert "t3" not in set(changed["area"])


def test_the_councils_own_tables_need_a_rebuild() -> None:
    live = kept(0)
    with pytest.raises(Refusal, match="rebuild"):
        live.change(Change("team", None, ["t1"]))
