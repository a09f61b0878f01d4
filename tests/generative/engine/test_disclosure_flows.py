"""A small stock, or flow, cannot be had from the other two: what was, what came and what went."""

from __future__ import annotations

import os
from dataclasses import replace
from itertools import pairwise

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from almoner.catalogue.register import chosen
from almoner.engine.disclosure import rule_set
from almoner.engine.protection import protected
from tests.builders.small_counts import SmallCouncil
from tests.doubles.attacker import Attacker, Cell
from tests.generative.engine.attack import add_groups_and_places, add_periods

EXAMPLES = 60 if os.environ.get("ALMONER_HYPOTHESIS_PROFILE") == "nightly" else 3
RULES = "dhsc-ascof"
STOCK, BEGUN, ENDED = "CH-PLANS", "CH-PLANS-STARTED", "CH-PLANS-ENDED"


def three(seed: int) -> dict[str, tuple[SmallCouncil, pl.DataFrame]]:
    """Spells of a small council: open at the end of each month, begun in it, ended in it."""
    council = SmallCouncil.random(seed)
    rng = np.random.default_rng([seed, 1])
    spells, months = council.events, len(council.months)
    begun = spells[:, -1] - rng.integers(0, months, len(spells)) * (rng.random(len(spells)) < 0.5)
    ended = begun + 1 + rng.geometric(0.2, len(spells))
    open_in = [
        np.column_stack([spells[(begun <= k) & (k < ended)][:, :-1], np.full(n, k)])
        for k in range(months)
        if (n := int(((begun <= k) & (k < ended)).sum()))
    ]

    def of(when: np.ndarray) -> np.ndarray:
        inside = (when >= 0) & (when < months)
        return np.column_stack([spells[inside][:, :-1], when[inside]])

    events = {STOCK: np.concatenate(open_in or [spells[:0]]), BEGUN: of(begun), ENDED: of(ended)}
    found = {}
    for code, rows in events.items():
        here = replace(council, events=rows, stock=code == STOCK)
        found[code] = here, here.frame(code, np.ones(len(rows), bool), None)
    return found


def attack(made: dict[str, tuple[SmallCouncil, pl.DataFrame]], out: pl.DataFrame) -> Attacker:
    """An attacker who also knows that nobody is in a stock who did not come, and left not."""
    shown: dict[Cell, int] = {}
    cells: set[Cell] = set()
    for row in out.iter_rows(named=True):
        cell = row["indicator"], row["area"], row["breakdown"], row["period"]
        cells.add(cell)
        if row["numerator"] is not None:
            shown[cell] = int(row["numerator"])
    attacker = Attacker(shown, cells - set(shown))
    for code, (council, _frame) in made.items():
        own = {cell for cell in cells if cell[0] == code}
        add_groups_and_places(attacker, council, own)
        add_periods(attacker, council, own)
    council = made[BEGUN][0]
    codes = [code for code, _inside in council.periods() if code[0] == "M"]
    # A service whose teams change takes people over who neither came nor went.
    moved = not all((w == council.places.weights[0]).all() for w in council.places.weights)
    for place, part in {cell[1:3] for cell in cells}:
        if moved and place in council.places.wholes[:-1]:
            continue
        for before, now in pairwise(codes):
            attacker.knows_sum(
                (STOCK, place, part, now),
                [(STOCK, place, part, before), (BEGUN, place, part, now)],
                less=[(ENDED, place, part, now)],
            )
    return attacker


@settings(max_examples=EXAMPLES, deadline=None, derandomize=True)
@given(seed=st.integers(0, 100_000))
def test_nothing_small_can_be_had_from_a_stock_and_its_flows(seed: int) -> None:
    made = three(seed)
    whole = pl.concat([frame for _council, frame in made.values()])
    if not whole.height:
        return
    out = protected(whole, chosen(list(made)), made[BEGUN][0].places, RULES)
    attacker = attack(made, out)
    rules = rule_set(RULES)
    small = {
        (row["indicator"], row["area"], row["breakdown"], row["period"]): int(row["numerator"])
        for row in whole.iter_rows(named=True)
        if rules.lowest <= row["numerator"] <= rules.highest
    }
    assert not set(small) & set(attacker.shown)
    assert attacker.finds(small, seed) == {}


def test_decided_apart_they_would_give_each_other_away() -> None:
    """The attack is a real one: each of the three by itself is safe, together they are not."""
    made = three(8)
    out = pl.concat(
        protected(frame, chosen([code]), council.places, RULES)
        for code, (council, frame) in made.items()
    )
    small = {
        (row["indicator"], row["area"], row["breakdown"], row["period"]): int(row["numerator"])
        for _council, frame in made.values()
        for row in frame.filter(pl.col("numerator").is_between(1, 4)).iter_rows(named=True)
    }
    assert len(attack(made, out).finds(small, 8)) > 3
