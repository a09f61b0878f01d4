"""Somebody who wants to know a withheld count, and reckons with everything that is shown.

Every count is an unknown. What is shown is known; so are all the ways in which counts add up:
groups to everybody, teams to services and the council, homes to the council, months to quarters,
years and rolling years; a stock's quarter is its last month; no part is more than its whole.
The least and the greatest value that agree with all this are found by linear programming.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

Cell = tuple[str, str, str, str]
"""A term (what is counted), a place, a breakdown and a period."""


@dataclass
class Attacker:
    """`shown` has the counts that are shown, `unknown` the cells that are withheld."""

    shown: dict[Cell, int]
    unknown: set[Cell]
    _rows: list[tuple[dict[Cell, int], str]] = field(default_factory=list)
    _order: dict[Cell, int] = field(default_factory=dict)

    def knows_sum(self, total: Cell, parts: list[Cell], less: list[Cell] | None = None) -> None:
        """The parts, without `less`, add up to the total; what is nowhere shown or withheld is
        nought."""
        signs = dict.fromkeys(parts, 1) | dict.fromkeys(less or [], -1)
        self._rows.append(({total: -1} | signs, "="))

    def knows_part(self, part: Cell, whole: Cell) -> None:
        """The part is no more than the whole."""
        self._rows.append(({part: 1, whole: -1}, "<"))

    def finds(self, secrets: dict[Cell, int], seed: int, turns: int = 3) -> dict[Cell, int]:
        """Which of these withheld counts can have one value only.

        One program that pulls many counts at once, up or down, shows for most that they could be
        another number; those that it does not move are looked at one by one.
        """
        self._make_systems()
        random = np.random.default_rng(seed)
        left = {cell: number for cell, number in secrets.items() if cell in self.unknown}
        for _turn in range(turns):
            aim = np.zeros(len(self._order))
            for cell in left:
                aim[self._order[cell]] = random.choice((-1.0, 1.0))
            values = self._solved(aim)
            left = {c: n for c, n in left.items() if abs(values[self._order[c]] - n) < 0.999}
        found = {}
        for cell, number in left.items():
            low, high = self.bounds(cell)
            assert low - 1e-6 <= number <= high + 1e-6
            if high - low < 0.999:
                found[cell] = number
        return found

    def bounds(self, cell: Cell) -> tuple[float, float]:
        """The least and greatest value of a withheld count that agree with everything."""
        self._make_systems()
        aim = np.zeros(len(self._order))
        aim[self._order[cell]] = 1.0
        return tuple(self._solved(sign * aim)[self._order[cell]] for sign in (1.0, -1.0))

    def _make_systems(self) -> None:
        if not self._order:
            self._order = {cell: i for i, cell in enumerate(sorted(self.unknown))}
            self._equal, self._most = (self._system(self._order, kind) for kind in "=<")

    def _solved(self, aim: np.ndarray) -> np.ndarray:
        """The withheld counts for which the aim is least; none is thought to be over a million."""
        (equal, exact), (most, limit) = self._equal, self._most
        answer = linprog(
            aim,
            A_eq=equal if len(exact) else None,
            b_eq=exact if len(exact) else None,
            A_ub=most if len(limit) else None,
            b_ub=limit if len(limit) else None,
            bounds=(0, 1e6),
            method="highs",
        )
        assert answer.status == 0, answer.message
        return answer.x

    def _system(self, order: dict[Cell, int], kind: str) -> tuple[csr_matrix, np.ndarray]:
        entries, right, count = [], [], 0
        for row, sort in self._rows:
            known = {cell: sign for cell, sign in row.items() if cell in order}
            if sort != kind or not known:
                continue
            entries += [(count, order[cell], sign) for cell, sign in known.items()]
            right.append(-sum(s * self.shown.get(c, 0) for c, s in row.items() if c not in known))
            count += 1
        i, j, v = zip(*entries, strict=True) if entries else ((), (), ())
        return csr_matrix((v, (i, j)), shape=(count, len(order))), np.array(right, float)
