"""Disclosure control: small numbers withheld for a named audience, last of all.

A rule set says which counts are small, and how the rest are rounded. Withholding small counts is
not enough, for a number can be had back by taking the others from a total: what more is withheld
is worked out in `disclosure_levels`.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

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


def rounded(counts: np.ndarray, base: int) -> np.ndarray:
    """Counts to the nearest multiple of `base`, halves up."""
    return counts if base <= 1 else (2 * counts + base) // (2 * base) * base
