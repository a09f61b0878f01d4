"""A small store to show pages from: made-up values over real councils and real indicators.

Oxfordshire has, in 2023/24: the most re-referrals of all after a stable run (worst, and a special
cause), all assessments in time (best), a count that is withheld, and a rate without judgement that
leaps up. Its revised figure for 2022/23 was 12 before.
"""

from __future__ import annotations

from almoner.measurements import actions
from almoner.reference.areas import areas
from tests.builders.editions import edition

YEARS = range(2013, 2025)
OXFORDSHIRE = "E10000025"
ENGLAND = "E92000001"

RE_REFERRALS = "LAIT-ReReferral"
IN_TIME = "LAIT-Continue_Assess_Comp"
IN_NEED_RATE = "LAIT-CIN"
THREE_PLACEMENTS = "LAIT-LACStable_2016on"


def councils() -> list[str]:
    """Twelve English councils, Oxfordshire among them."""
    found = [area.code for area in areas().councils(nation="england")]
    return [OXFORDSHIRE, *[code for code in found if code != OXFORDSHIRE][:11]]


def load_site() -> None:
    """Load two editions, the second of which revises a figure of the first."""
    first = [line for line in _lines() if f"{RE_REFERRALS} Y2024" not in line]
    first = [_as_first_published(line) for line in first]
    actions.load(
        editions=[
            edition("\n".join(first), code="2023", publication="lait"),
            edition("\n".join(_lines()), code="2024", publication="lait"),
        ]
    )


def _as_first_published(line: str) -> str:
    if line.startswith(f"{RE_REFERRALS} Y2023 {OXFORDSHIRE}"):
        return f"{RE_REFERRALS} Y2023 {OXFORDSHIRE} 12 120/1000"
    return line


def _lines() -> list[str]:
    lines = [f"{RE_REFERRALS} Y{year} {ENGLAND} 18" for year in YEARS]
    for place, code in enumerate(councils()):
        for year in YEARS:
            wobble = (year * 7 + place * 3) % 4
            referred = 150 + place * 5 + wobble * 4
            if code == OXFORDSHIRE and year == 2024:
                referred = 400
            lines.append(f"{RE_REFERRALS} Y{year} {code} {referred / 10} {referred}/1000")
            in_time = 100 if code == OXFORDSHIRE else 70 + place + wobble
            lines.append(f"{IN_TIME} Y{year} {code} {in_time}")
            rate = 900 if (code, year) == (OXFORDSHIRE, 2024) else 300 + place + wobble
            lines.append(f"{IN_NEED_RATE} Y{year} {code} {rate}")
            withheld = code == OXFORDSHIRE and year == 2024
            lines.append(f"{THREE_PLACEMENTS} Y{year} {code} {'suppressed' if withheld else 9}")
            lines.append(f"{THREE_PLACEMENTS} Y{year} {code} {8 + wobble} sex=female")
    return lines
