"""Live figures of a made-up authority without an engine: kept months as the engine would keep them.

Assessments in progress stand at a new level from the 31st month on; those in time of the council
improve at the end, while re-referrals worsen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from random import Random

from almoner.casework.models import Authority, Definition, LiveValue
from almoner.casework.words import Words
from almoner.catalogue.published import Polarity

CODE = "X10000009"
OPEN, IN_TIME, REPEAT = "CH-ASSESSMENTS-OPEN", "CH-ASSESSMENTS-45", "CH-REFERRALS-REPEAT"
MONTHS = 60
SETTLES = 30

PERIODS = [f"M{2021 + (3 + place) // 12}-{(3 + place) % 12 + 1:02}" for place in range(MONTHS)]
"""April 2021 to March 2026."""


def words(code: str, title: str, unit: str, polarity: Polarity, paired_with: str = "") -> Words:
    """The words of an indicator."""
    told = (title, "children", "Those", "All", "", "", "Records", unit, 1, polarity)
    return Words(code, 1, *told, paired_with=paired_with)


WORDS = (
    words(OPEN, "Assessments in progress", "children", Polarity.LOWER),
    words(IN_TIME, "Assessments in 45 days", "%", Polarity.HIGHER, paired_with=REPEAT),
    words(REPEAT, "Referrals within a year of another", "%", Polarity.LOWER),
)


def load_live(*, months: int = MONTHS) -> str:
    """Keep the authority and its last so many months; its code."""
    Authority.objects.create(
        code=CODE, name="Isisbridge", made_up=True, covers_from=date(2021, 4, 1),
        covers_to=date(2026, 3, 31),
    )  # fmt: skip
    for one in WORDS:
        kept = {**asdict(one), "polarity": one.polarity.value}
        Definition.objects.create(code=one.code, words=kept)
    keep(CODE, OPEN, _noisy(60, 2, {SETTLES: 30}), months)
    keep(CODE, IN_TIME, _noisy(80, 2, {MONTHS - 2: 15}), months)
    keep(CODE, REPEAT, _noisy(20, 1, {MONTHS - 2: 12}), months)
    return CODE


def keep(unit: str, indicator: str, values: Sequence[float], months: int = MONTHS) -> None:
    """Keep one series of the authority: the last so many of its months."""
    LiveValue.objects.bulk_create(list(_rows(unit, indicator, values))[-months:])


def _rows(unit: str, indicator: str, values: Sequence[float]) -> Iterable[LiveValue]:
    at = datetime(2026, 4, 1, tzinfo=UTC)
    for period, value in zip(PERIODS, values, strict=True):
        yield LiveValue(
            authority=CODE, unit=unit, indicator=indicator, period=period, value=value,
            numerator=value, denominator=None, version=1, computed_at=at,
        )  # fmt: skip


def _noisy(level: float, spread: float, steps: dict[int, float]) -> list[float]:
    chance = Random(7)
    found = []
    for month in range(MONTHS):
        level += steps.get(month, 0)
        found.append(round(level + chance.gauss(0, spread), 1))
    return found
