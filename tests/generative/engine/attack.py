"""What an attacker knows of how the counts of a small council add up."""

from __future__ import annotations

from itertools import product

import numpy as np

from tests.builders.small_counts import GROUPS, HOMES, WHOLE, SmallCouncil
from tests.doubles.attacker import Attacker, Cell


def add_groups_and_places(attacker: Attacker, council: SmallCouncil, cells: set[Cell]) -> None:
    parts = ["", *(f"{kind}={name}" for kind, names in GROUPS.items() for name in names)]
    months = [(code, inside[0]) for code, inside in council.periods() if code[0] == "M"]
    codes = [code for code, _inside in council.periods()]
    places = council.places
    for term in {cell[0] for cell in cells}:
        for place, period, (kind, names) in product(places.codes, codes, GROUPS.items()):
            total = (term, place, "", period)
            attacker.knows_sum(total, [(term, place, f"{kind}={n}", period) for n in names])
        for (period, month), part, (number, whole) in product(
            months, parts, enumerate(places.wholes)
        ):
            inside = np.flatnonzero(places.weights[month, :, number])
            total = (term, whole, part, period)
            attacker.knows_sum(total, [(term, places.teams[i], part, period) for i in inside])
        for period in codes:
            attacker.knows_sum(
                (term, WHOLE, "", period), [(term, home, "", period) for home in HOMES]
            )


def add_periods(attacker: Attacker, council: SmallCouncil, cells: set[Cell]) -> None:
    monthly = {inside[0]: code for code, inside in council.periods() if code[0] == "M"}
    for term, place, part in {cell[:3] for cell in cells}:
        for code, inside in council.periods():
            if code[0] != "M":
                months = [(term, place, part, monthly[k]) for k in inside]
                attacker.knows_sum((term, place, part, code), months)
