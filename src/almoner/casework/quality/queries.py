"""Grades of data as pages show them."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
from django.utils import timezone

from almoner.casework.models import Authority
from almoner.casework.quality.models import AuditResult, QualityCount
from almoner.signals.data_quality import Grade, blocks_good, editions, grades, thresholds

TONES = {Grade.LOW: "red", Grade.MEDIUM: "yellow", Grade.HIGH: "green", Grade.UNKNOWN: "grey"}
"""The colour of a grade's tag."""


LEAST_CASES = 20
"""An audit of fewer cases (unless of all) says too little for a grade: Almoner's own choice."""


@dataclass(frozen=True)
class Part:
    """One part of a grade: its value (None: not known; infinite: never), and what it was of."""

    name: str
    value: float | None
    grade: Grade
    number: int
    of: int


@dataclass(frozen=True)
class Graded:
    """The grade of the data behind an indicator in a unit."""

    indicator: str
    unit: str
    grade: Grade
    edition: str
    parts: list[Part]
    tables: list[str]
    counted_at: datetime
    audit: AuditResult | None

    @property
    def tone(self) -> str:
        """The colour of its tag."""
        return TONES[self.grade]

    @property
    def low(self) -> bool:
        """Whether it is low."""
        return self.grade is Grade.LOW


_SHARES = {
    "completeness": ("filled", "expected"),
    "validity": ("valid", "rows"),
    "timeliness": ("in_time", "dated"),
    "agreement": ("agreed", "compared"),
}


def grades_of(
    authority: str, unit: str, indicators: Collection[str] | None = None, on: date | None = None
) -> dict[str, Graded]:
    """Indicator to the grade of its data in a unit, of those that were counted; ages as at `on`."""
    counts = QualityCount.objects.filter(authority=authority, unit=unit).order_by("indicator")
    if indicators is not None:
        counts = counts.filter(indicator__in=list(indicators))
    rows = list(counts)
    if not rows:
        return {}
    audits = _audits(authority, unit)
    today = on or timezone.localdate()
    values = {name: [_share(row, *pair) for row in rows] for name, pair in _SHARES.items()}
    values["audit_age"] = [_age(audits.get(row.indicator), today) for row in rows]
    values["audit_error"] = [_error(audits.get(row.indicator)) for row in rows]
    found = grades(values)
    return {
        row.indicator: Graded(
            row.indicator, unit, Grade(int(found.overall[place])), found.edition,
            [_part(name, values[name][place], int(found.parts[name][place]), row)
             for name in values],
            row.tables.split(","), row.counted_at, audits.get(row.indicator),
        )
        for place, row in enumerate(rows)
    }  # fmt: skip


def grade_of(authority: str, unit: str, indicator: str) -> Graded | None:
    """The grade of the data behind one figure; None where it was not counted."""
    return grades_of(authority, unit, [indicator]).get(indicator)


def low_codes(authority: str, unit: str, indicators: Collection[str]) -> frozenset[str]:
    """The indicators whose data have a low grade in a unit."""
    found = grades_of(authority, unit, indicators)
    return frozenset(code for code, one in found.items() if one.low)


def blocks_good_judgement(authority: str, unit: str, indicator: str) -> bool:
    """Whether the data of a figure are too poor for it to stand behind a "good" judgement."""
    found = grade_of(authority, unit, indicator)
    return found is not None and bool(blocks_good(np.array([found.grade]))[0])


def threshold_words(edition: str | None = None) -> Mapping[str, tuple[float, float]]:
    """Part to the values from which it is high, and medium."""
    known = thresholds(edition or editions()[-1])
    return {name: (one.high_from, one.medium_from) for name, one in known.items()}


def _audits(authority: str, unit: str) -> dict[str, AuditResult]:
    """The last audit of each indicator that tells: of the unit, or else of the whole council."""
    council = Authority.objects.filter(code=authority).values_list("code", flat=True).first()
    found: dict[str, AuditResult] = {}
    for wanted in (council, unit):
        for one in AuditResult.objects.filter(authority=authority, unit=wanted):
            if tells(one):
                found[one.indicator] = one
    return found


def tells(audit: AuditResult) -> bool:
    """Whether an audit counts: of enough cases, or of all that there were."""
    return audit.cases >= LEAST_CASES or audit.lower == audit.upper


def _share(row: QualityCount, above: str, below: str) -> float:
    whole: int = getattr(row, below)
    return 100 * getattr(row, above) / whole if whole else math.nan


def _age(audit: AuditResult | None, today: date) -> float:
    return (today - audit.ended_on).days if audit else math.inf


def _error(audit: AuditResult | None) -> float:
    return audit.error if audit and audit.error is not None else math.nan


def _part(name: str, value: float, grade: int, row: QualityCount) -> Part:
    above, below = _SHARES.get(name, ("", ""))
    number = getattr(row, above) if above else 0
    whole = getattr(row, below) if below else 0
    return Part(name, None if math.isnan(value) else value, Grade(grade), number, whole)
