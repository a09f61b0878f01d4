"""Which processes with a time limit are read, and their cases as `signals.integrity` takes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from almoner.casework.models import ChangeKind, RecordVersion
from almoner.reference.area import Nation
from almoner.reference.working_days import working_days_between_many
from almoner.signals.integrity.cases import Cases


@dataclass(frozen=True)
class Process:
    """A table whose rows start and end, and the limit within which they should.

    `limit` is the last day in time: working days where `working`, else days. `only` is a column
    and the value that it must have.
    """

    code: str
    title: str | Promise
    indicator: str
    table: str
    start: str
    end: str
    limit: int
    working: bool = False
    only: tuple[str, object] | None = None


PROCESSES = (
    Process(
        "assessments", _("Assessments of children"), "CH-ASSESSMENTS-45",
        "child_assessment", "started_on", "authorised_on", 45, working=True,
    ),
    Process(
        "adult_assessments", _("Assessments of adults"), "AD-ASSESSMENTS-28",
        "adult_assessment", "requested_on", "completed_on", 28,
    ),
    Process(
        "packages", _("Services after an assessment"), "AD-PACKAGES-28",
        "adult_service", "assessed_on", "started_on", 28,
    ),
    Process(
        "equipment", _("Equipment and adaptations"), "AD-D54",
        "equipment", "decided_on", "delivered_on", 7, working=True,
    ),
    Process(
        "complaints", _("Complaints at the first stage"), "HO-COMPLAINTS-STAGE-1",
        "complaint", "received_on", "answered_on", 10, working=True, only=("stage", 1),
    ),
)  # fmt: skip
"""The processes of the record with a limit in days that a team works to."""

BY_CODE = {one.code: one for one in PROCESSES}

LEAST = 100
"""Cases under which a process is not read."""


def cases_of(authority: str, process: Process) -> Cases | None:
    """The cases of a process with the day on which their end was first entered; None for few."""
    rows = list(_rows(authority, process))
    if len(rows) < LEAST:
        return None
    teams = sorted({str(row[1]) for row in rows})
    place = {team: number for number, team in enumerate(teams)}
    start, end, recorded = (_days(row[part] for row in rows) for part in (2, 3, 4))
    return Cases(
        limit=process.limit,
        ids=[row[0] for row in rows],
        teams=teams,
        team=np.array([place[str(row[1])] for row in rows], dtype=np.int64),
        start=start,
        end=end,
        recorded=recorded,
        counted=_working(start, end) if process.working else None,
    )


def _rows(authority: str, process: Process) -> Iterable[tuple[str, Any, Any, Any, Any]]:
    """Key, team, start, end and day of entry of each case of a team."""
    versions = RecordVersion.objects.filter(authority=authority, table=process.table)
    entered: dict[str, datetime | None] = {}
    current: dict[str, dict[str, Any]] = {}
    kept = versions.order_by("key", "number").values_list(
        "key", "kind", "content", "known_from", "recorded_at", "is_current"
    )
    for key, kind, content, known, recorded, is_current in kept.iterator():
        if content.get(process.end) and key not in entered:
            entered[key] = known or recorded
        if is_current and kind != ChangeKind.DELETE:
            current[key] = content
    for key, row in current.items():
        wanted = process.only is None or row.get(process.only[0]) == process.only[1]
        if wanted and row.get("team_id") and row.get(process.start):
            at = entered.get(key)
            day = at.date().isoformat() if at else None
            yield key, row["team_id"], row[process.start], row.get(process.end), day


def _days(texts: Iterable[str | None]) -> np.ndarray:
    days = np.array([text[:10] if text else "NaT" for text in texts], dtype="datetime64[D]")
    return np.where(np.isnat(days), np.nan, days.astype(np.float64))


def _working(start: np.ndarray, end: np.ndarray) -> np.ndarray:
    there = ~np.isnan(start) & ~np.isnan(end)
    found = np.full(len(start), np.nan)
    first, last = (one[there].astype(np.int64).astype("datetime64[D]") for one in (start, end))
    found[there] = working_days_between_many(first, last, Nation.ENGLAND)
    return found
