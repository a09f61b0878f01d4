"""Disclosure control: small numbers withheld for a named audience, last of all.

A rule set says which counts are small. Withholding those is not enough: a number can be had back
by taking the others from a total. So further cells are withheld until no withheld count can be
told from what is shown, even by somebody who adds and subtracts everything and knows that counts
are never negative. That is checked by working out, for every withheld count, the least and the
greatest value that agree with all that is shown.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import linprog

from almoner.reference.language import _
from almoner.reference.refusal import Refusal

_RULES = Path(__file__).with_name("disclosure_rules.csv")


@dataclass(frozen=True, slots=True)
class RuleSet:
    """A rule set: counts from `lowest` to `highest` are small; the rest are rounded to `base`.

    `secondary`: whether further cells are withheld so that no small one can be worked out. When
    all that is shown is rounded, the rounding does that work.
    """

    code: str
    lowest: int
    highest: int
    base: int
    secondary: bool
    source: str

    def small(self, counts: np.ndarray) -> np.ndarray:
        """Which counts are small."""
        return (counts >= self.lowest) & (counts <= self.highest)


def rule_sets() -> dict[str, RuleSet]:
    """The packaged rule sets, by code."""
    with _RULES.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return {
        row["code"]: RuleSet(
            row["code"],
            int(row["lowest"]),
            int(row["highest"]),
            int(row["base"]),
            row["secondary"] == "yes",
            row["source"],
        )
        for row in rows
    }


def rule_set(code: str) -> RuleSet:
    """The rule set of a code; refuses others."""
    known = rule_sets()
    if code not in known:
        raise Refusal(_("there is no such rule set"), found=code, expected=", ".join(sorted(known)))
    return known[code]


Sum = tuple[int, tuple[int, ...]]
"""A total's position, and the positions of the parts that make it up."""


def withheld(counts: Sequence[int] | np.ndarray, sums: Iterable[Sum], rules: RuleSet) -> np.ndarray:
    """Which of the counts may not be shown.

    `sums` are all the ways in which the counts shown add up to each other. Small counts are
    withheld, then the smallest others in the sums concerned, until every small count could be at
    least two different numbers.
    """
    numbers = np.asarray(counts, np.int64)
    small = rules.small(numbers)
    hidden = small.copy()
    every = list(sums)
    if not rules.secondary or not hidden.any():
        return hidden
    _pair_up(numbers, hidden, every)
    while (known := _told(numbers, hidden, small, every)).any():
        if not _hide_beside(numbers, hidden, every, known):
            hidden[:] = True  # nothing else can protect them: show none of it
            break
        _pair_up(numbers, hidden, every)
    return hidden


def _pair_up(numbers: np.ndarray, hidden: np.ndarray, sums: list[Sum]) -> None:
    """In every sum with one withheld count, withhold the smallest other above nought."""
    changed = True
    while changed:
        changed = False
        for total, parts in sums:
            members = np.array((total, *parts))
            if hidden[members].sum() == 1:
                changed |= _hide_smallest(numbers, hidden, members)


def _hide_smallest(numbers: np.ndarray, hidden: np.ndarray, members: np.ndarray) -> bool:
    able = members[~hidden[members] & (numbers[members] > 0)]
    if not able.size:
        able = members[~hidden[members]]
    if not able.size:
        return False
    hidden[able[numbers[able].argmin()]] = True
    return True


def _hide_beside(
    numbers: np.ndarray, hidden: np.ndarray, sums: list[Sum], known: np.ndarray
) -> bool:
    for total, parts in sums:
        members = np.array((total, *parts))
        if known[members].any() and _hide_smallest(numbers, hidden, members):
            return True
    return False


def _told(
    numbers: np.ndarray, hidden: np.ndarray, small: np.ndarray, sums: list[Sum]
) -> np.ndarray:
    """Which small counts can have one value only, for all that is withheld."""
    told = np.zeros(len(numbers), bool)
    for position in np.flatnonzero(small):
        low, high = bounds(numbers, hidden, sums, int(position))
        told[position] = high - low < 1
    return told


def bounds(
    numbers: np.ndarray, hidden: np.ndarray, sums: Iterable[Sum], position: int
) -> tuple[float, float]:
    """The least and greatest value of a withheld count that agree with all that is shown."""
    unknown = np.flatnonzero(hidden)
    column = {int(cell): i for i, cell in enumerate(unknown)}
    left: list[np.ndarray] = []
    right: list[float] = []
    for total, parts in sums:
        row = np.zeros(len(unknown))
        rest = 0.0
        for cell, sign in ((total, -1.0), *((part, 1.0) for part in parts)):
            if cell in column:
                row[column[cell]] += sign
            else:
                rest -= float(sign * numbers[cell])
        if row.any():
            left.append(row)
            right.append(rest)
    if not left:
        return 0.0, np.inf
    aim = np.zeros(len(unknown))
    aim[column[position]] = 1.0
    found: list[float] = []
    for sign in (1.0, -1.0):
        answer = linprog(sign * aim, A_eq=np.array(left), b_eq=np.array(right), method="highs")
        found.append(sign * answer.fun if answer.status == 0 else sign * -np.inf)
    return float(found[0]), float(found[1])


def rounded(counts: np.ndarray, base: int) -> np.ndarray:
    """Counts to the nearest multiple of `base`, halves up."""
    return counts if base <= 1 else (2 * counts + base) // (2 * base) * base
