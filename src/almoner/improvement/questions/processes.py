"""Which processes with a time limit are read, and their cases as `signals.integrity` takes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from almoner.casework.models import ChangeKind, RecordVersion
from almoner.casework.queries import current_rows
from almoner.reference.area import Nation
from almoner.signals.integrity.cases import Cases, working_days

Row = tuple[str, Any, Any, Any, Any, Any]
"""Key, team, start, end, day of entry and day asked for."""


@dataclass(frozen=True)
class Process:
    """A table whose rows start and end, and the limit within which they should.

    `limit` is the last day in time: working days where `working`, else days. `only` is a column
    and the value that it must have. `asked` is where the day stands on which the case was asked
    for: a table, the column of both tables that names its row, and the column of the day.
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
    asked: tuple[str, str, str] | None = None


PROCESSES = (
    Process(
        "assessments", _("Assessments of children"), "CH-ASSESSMENTS-45",
        "child_assessment", "started_on", "authorised_on", 45, working=True,
        asked=("referral", "referral_id", "referred_on"),
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
    return as_cases(process, rows)


def as_cases(process: Process, rows: Sequence[Row]) -> Cases:
    """Rows (key, team, start, end, day of entry, day asked for; ISO dates) as the method takes
    them."""
    teams = sorted({str(row[1]) for row in rows})
    place = {team: number for number, team in enumerate(teams)}
    start, end, recorded, opened = (_days(row[part] for row in rows) for part in (2, 3, 4, 5))
    return Cases(
        limit=process.limit,
        ids=[row[0] for row in rows],
        teams=teams,
        team=np.array([place[str(row[1])] for row in rows], dtype=np.int64),
        start=start,
        end=end,
        recorded=recorded,
        counted=working_days(start, end, Nation.ENGLAND) if process.working else None,
        opened=opened if process.asked else None,
    )


def _rows(authority: str, process: Process) -> Iterable[Row]:
    """Each case of a team."""
    asked = _asked(authority, process)
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
            link = row.get(process.asked[1]) if process.asked else None
            yield (
                key,
                row["team_id"],
                row[process.start],
                row.get(process.end),
                day,
                asked.get(link),
            )


def _asked(authority: str, process: Process) -> dict[Any, Any]:
    """The day on which each case was asked for, by what names it."""
    if process.asked is None:
        return {}
    table, name, day = process.asked
    return {row[name]: row.get(day) for row in current_rows(authority, table)}


def _days(texts: Iterable[str | None]) -> np.ndarray:
    days = np.array([text[:10] if text else "NaT" for text in texts], dtype="datetime64[D]")
    return np.where(np.isnat(days), np.nan, days.astype(np.float64))
