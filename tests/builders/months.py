"""Series by month and quarter to warn from: made-up values with a season, steady but where said.

Oxfordshire's referrals rise by two fifths for the last seven months; every other council's are
steady. Its households in temporary homes rise from the same quarter as its relief duties.
"""

from __future__ import annotations

import math
from random import Random

from almoner.measurements import actions
from tests.builders.editions import edition
from tests.builders.site import OXFORDSHIRE, councils

REFERRALS = "CIN-Referrals_month"
RELIEF = "HCLIC-owed_relief_duty"
HOMES = "HCLIC-households_in_ta"
MONTHS = 96
QUARTERS = 28
RISEN_MONTHS = 7
RISEN_QUARTERS = 3


def load_months() -> None:
    """Load two editions by month and by quarter."""
    actions.load(
        editions=[
            edition("\n".join(_referrals()), code="2024", publication="cin-census"),
            edition("\n".join(_households()), code="2024Q4", publication="homelessness"),
        ]
    )


def _referrals() -> list[str]:
    lines = []
    for code in councils()[:4]:
        chance = Random(code)
        for month in range(MONTHS):
            season = 40 * math.sin(2 * math.pi * month / 12)
            value = 400 + season + chance.gauss(0, 12)
            if code == OXFORDSHIRE and month >= MONTHS - RISEN_MONTHS:
                value += 160
            year, number = 2016 + month // 12, month % 12 + 1
            lines.append(f"{REFERRALS} M{year}-{number:02} {code} {round(value)}")
    return lines


def _households() -> list[str]:
    lines = []
    for code in councils()[:4]:
        chance = Random(code)
        for quarter in range(QUARTERS):
            risen = code == OXFORDSHIRE and quarter >= QUARTERS - RISEN_QUARTERS
            year, first = 2018 + quarter // 4, 1 + 3 * (quarter % 4)
            for indicator, level in ((RELIEF, 200), (HOMES, 300)):
                value = level + chance.gauss(0, 8) + (120 if risen else 0)
                lines.append(f"{indicator} Q{year}-{first:02} {code} {round(value)}")
    return lines
