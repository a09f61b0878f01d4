"""Rounded tables attacked: every count shown is a range, and so is every count withheld."""

from __future__ import annotations

import math
import os

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

from almoner.catalogue.register import chosen
from almoner.engine.disclosure import RuleSet, rule_set
from almoner.engine.protection import protected
from tests.builders.small_counts import SmallCouncil
from tests.doubles.attacker import Cell
from tests.generative.engine.test_disclosure import COUNT, attack, published, secrets

EXAMPLES = 60 if os.environ.get("ALMONER_HYPOTHESIS_PROFILE") == "nightly" else 4
Range = tuple[float, float]


class Ranges:
    """The least and greatest values of counts of which ranges are known, and how they add up."""

    def __init__(self, ranges: dict[Cell, Range], rows: list[tuple[dict[Cell, int], str]]) -> None:
        self.order = {cell: number for number, cell in enumerate(sorted(ranges))}
        self.ranges = [ranges[cell] for cell in self.order]
        kept = [{c: s for c, s in row.items() if c in ranges} for row, sort in rows if sort == "="]
        entries = [(n, self.order[c], s) for n, row in enumerate(kept) for c, s in row.items()]
        i, j, v = zip(*entries, strict=True)
        self.sums = csr_matrix((v, (i, j)), shape=(len(kept), len(self.order)))

    def solved(self, aim: np.ndarray) -> np.ndarray:
        answer = linprog(aim, A_eq=self.sums, b_eq=np.zeros(self.sums.shape[0]), bounds=self.ranges)
        assert answer.status == 0, answer.message
        return answer.x

    def found(self, small: dict[Cell, int], seed: int) -> int:
        """How many of these counts can have one whole value only."""
        random, left = np.random.default_rng(seed), dict(small)
        for _turn in range(4):
            aim = np.zeros(len(self.order))
            for cell in left:
                aim[self.order[cell]] = random.choice((-1.0, 1.0))
            values = self.solved(aim)
            left = {c: n for c, n in left.items() if abs(values[self.order[c]] - n) < 0.999}
        return sum(self.is_known(cell) for cell in list(left)[:60])

    def is_known(self, cell: Cell) -> bool:
        aim = np.zeros(len(self.order))
        aim[self.order[cell]] = 1.0
        low, high = (self.solved(sign * aim)[self.order[cell]] for sign in (1.0, -1.0))
        return math.floor(high + 1e-6) == math.ceil(low - 1e-6)


def of_shown(count: int, rules: RuleSet) -> Range:
    """What a rounded count may have been: nought is left as it is."""
    if count == 0:
        return (0, 0)
    half = rules.base // 2
    return (max(rules.highest + 1, count - half), count + half)


def number_found(seed: int, code: str, withheld: Range) -> int:
    council, rules = SmallCouncil.random(seed), rule_set(code)
    frames = published(council, COUNT, [])
    if not frames[COUNT].height:
        return 0
    out = protected(pl.concat(frames.values()), chosen([COUNT]), council.places, code)
    known = attack(council, frames, out)
    ranges = dict.fromkeys(known.unknown, withheld)
    ranges |= {cell: of_shown(count, rules) for cell, count in known.shown.items()}
    small = {cell: n for cell, n in secrets(frames, rules).items() if cell in known.unknown}
    return Ranges(ranges, known._rows).found(small, seed)


@settings(max_examples=EXAMPLES, deadline=None, derandomize=True)
@given(seed=st.integers(0, 100_000))
def test_nothing_small_can_be_had_from_rounded_tables_with_secondary_suppression(
    seed: int,
) -> None:
    assert number_found(seed, "almoner-8-rounded", (0, 1e6)) == 0


def test_rounding_alone_gives_some_away() -> None:
    """The attack is a real one: that withheld counts are 1 to 7 narrows them with the totals."""
    assert number_found(11, "nhs-england", (1, 7)) > 3
