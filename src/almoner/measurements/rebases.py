"""Series held against limits computed afresh from some periods on, without the frame library."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from django.db.models import Max, QuerySet

from almoner.measurements.history import History
from almoner.measurements.models import Rebase
from almoner.measurements.settling import settled_series
from almoner.reference.periods import Period
from almoner.signals.batch import FloatArray, SeriesBatch
from almoner.signals.icons import VARIATION_ICONS
from almoner.signals.process_reading import ProcessReading
from almoner.signals.special_causes import KINDS, POINT_TYPES
from almoner.signals.xmr import Options, xmr

COMMON_CAUSE = VARIATION_ICONS.index("common_cause")


def standing_rebases(
    area: str, indicator: str, authority: str = "", breakdown: str = ""
) -> list[Rebase]:
    """What stands of one series, accepted or declined, the latest period first."""
    found = Rebase.objects.filter(
        authority=authority, area=area, indicator=indicator, breakdown=breakdown,
        ended_at__isnull=True,
    )  # fmt: skip
    return sorted(found, key=lambda one: Period.from_code(one.period).start, reverse=True)


def past_rebases(
    area: str, indicator: str, authority: str = "", breakdown: str = ""
) -> list[Rebase]:
    """All that was ever said of one series, the latest first."""
    found = Rebase.objects.filter(
        authority=authority, area=area, indicator=indicator, breakdown=breakdown
    )
    return list(found.order_by("-set_at", "-pk"))


def opened_in(area: str, authority: str = "") -> dict[str, frozenset[str]]:
    """Indicator to the periods that open new limits, in one place, no breakdown: one query."""
    opened: dict[str, set[str]] = {}
    for one in accepted().filter(authority=authority, area=area, breakdown=""):
        opened.setdefault(one.indicator, set()).add(one.period)
    return {code: frozenset(periods) for code, periods in opened.items()}


def accepted() -> QuerySet[Rebase]:
    """Every rebase that stands."""
    return Rebase.objects.filter(is_accepted=True, ended_at__isnull=True)


def last_said_at(area: str) -> float:
    """When a rebase of an area was last set or ended, as a number for keys of caches."""
    found = Rebase.objects.filter(authority="", area=area).aggregate(Max("set_at"), Max("ended_at"))
    return max((one.timestamp() for one in found.values() if one), default=0.0)


def relimited(held: History, opened: Collection[str], improvement: int) -> tuple[History, str]:
    """The series with its limits and signals computed afresh from the periods `opened`, and its
    variation icon.

    `improvement` is 1 where higher is better, -1 where lower is, 0 where neither is. A series whose
    periods overlap has no limits, as when it was read first.
    """
    batch = SeriesBatch.from_matrix(testable(held)[np.newaxis])
    opens = np.array([code in opened for code in held.periods], dtype=np.bool_)
    reading = xmr(batch, Options.default(batch, improvement=improvement, rebase=opens))
    if _is_settled(held, batch, reading):
        reading.variation[0] = reading.point_type[-1] = COMMON_CAUSE
    changed = replace(
        held,
        mean=_known(reading.limits.mean),
        lower=_known(reading.limits.lower),
        upper=_known(reading.limits.upper),
        kinds=_names(reading.kind, KINDS),
        point_types=_names(reading.point_type, POINT_TYPES),
    )
    icon = int(reading.variation[0])
    return changed, VARIATION_ICONS[icon] if icon >= 0 else ""


def _is_settled(held: History, batch: SeriesBatch, reading: ProcessReading) -> bool:
    """Whether the signal of the latest figure is one that season or memory explain."""
    if reading.variation[0] <= COMMON_CAUSE:
        return False
    start = int(np.argmax(reading.group == reading.group.max()))
    return bool(settled_series({0: (tuple(held.periods[start:]), batch.values[start:])}))


def testable(held: History) -> FloatArray:
    """The values that the rules may be applied to, NaN where there is none."""
    spans = [Period.from_code(code) for code in held.periods]
    if any(after.start <= before.end for before, after in pairwise(spans)):
        return np.full(len(spans), np.nan)
    return np.array([np.nan if one is None else one for one in held.values], dtype=np.float64)


def levels(periods: Sequence[str], opened: Collection[str]) -> list[int]:
    """The number of the stretch that each period lies in, from 0."""
    return np.cumsum([code in opened for code in periods], dtype=int).tolist()


def _known(values: FloatArray) -> list[float | None]:
    return [None if np.isnan(one) else round(float(one), 6) for one in values]


def _names(codes: np.ndarray, names: Sequence[str]) -> list[str]:
    return [names[code] if code >= 0 else "" for code in codes.tolist()]
