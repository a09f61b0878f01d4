"""What pages and commands read of the record and its live figures."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from almoner.casework.models import (
    Authority,
    ChangeKind,
    EngineState,
    Entitlement,
    LiveValue,
    Outbox,
    RecordVersion,
    ReturnReceived,
)
from almoner.records.tables import declared_tables
from almoner.reference.areas import areas
from almoner.reference.language import _
from almoner.reference.refusal import Refusal

_SILENT_AFTER = timedelta(seconds=15)


def the_authority(code: str | None = None) -> Authority:
    """The authority of a code, or the only one; refuses when there is none, or no telling which."""
    found = list(Authority.objects.filter(code=code) if code else Authority.objects.all()[:2])
    if len(found) == 1:
        return found[0]
    codes = ", ".join(Authority.objects.values_list("code", flat=True))
    raise Refusal(
        _("no records are kept for this authority") if code or not found
        else _("records of several authorities are kept"),
        found=code,
        expected=codes or _("almoner record load DIR --authority NAME"),
    )  # fmt: skip


def versions_of(authority: str, table: str, key: str) -> list[RecordVersion]:
    """Every version of a row, the first first."""
    rows = RecordVersion.objects.filter(authority=authority, table=table, key=key)
    return list(rows.order_by("number"))


def person_versions(authority: str, person: str) -> list[RecordVersion]:
    """Every version of every row about a person; not the rows of returns as submitted."""
    rows = RecordVersion.objects.filter(authority=authority, person_key=person).exclude(
        table__in=[table.name for table in declared_tables().values() if not table.counted]
    )
    return list(rows.order_by("table", "key", "number"))


def returns_received(authority: str, return_code: str | None = None) -> list[ReturnReceived]:
    """What was received of an authority (of one return), the latest first."""
    found = ReturnReceived.objects.filter(authority=authority).order_by("-pk")
    return list(found.filter(return_code=return_code) if return_code else found)


def current_rows(authority: str, table: str) -> list[dict[str, object]]:
    """The current rows of a small table."""
    rows = RecordVersion.objects.filter(authority=authority, table=table, is_current=True)
    return list(rows.exclude(kind=ChangeKind.DELETE).values_list("content", flat=True))


@dataclass(frozen=True)
class Unit:
    """A team, service, locality or the council: something that has figures."""

    code: str
    name: str
    kind: str
    service: str = ""


def units(authority: Authority) -> list[Unit]:
    """The council, its services, its teams by service, then its localities."""
    members = {
        str(row["team_id"]): str(row["service"])
        for row in current_rows(authority.code, "team_membership")
        if row["ended_on"] is None
    }
    teams = [
        Unit(str(row["team_id"]), str(row["name"]), "team", members.get(str(row["team_id"]), ""))
        for row in current_rows(authority.code, "team")
    ]
    services = [
        Unit(code, code.capitalize(), "service", code) for code in sorted(set(members.values()))
    ]
    known = {authority.code, *members, *(unit.code for unit in (*teams, *services))}
    others = sorted(set(_kept_units(authority.code)) - known - {"", "unknown"})
    places = [Unit(code, _place_name(code), "locality") for code in others]
    council = Unit(authority.code, authority.name, "council")
    return [council, *services, *sorted(teams, key=lambda u: (u.service, u.name)), *places]


def _kept_units(authority: str) -> list[str]:
    """What has kept values: from one unit to the next by the index, never reading every value."""
    table = LiveValue._meta.db_table
    least = f'(SELECT MIN("unit") FROM "{table}" WHERE "authority" = %s'  # noqa: S608 - ours
    sql = (
        f"WITH RECURSIVE found(code) AS (SELECT {least}) UNION ALL "  # noqa: S608
        f'SELECT {least} AND "unit" > code) FROM found WHERE code IS NOT NULL) '
        "SELECT code FROM found WHERE code IS NOT NULL"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [authority, authority])
        return [row[0] for row in cursor.fetchall()]


def _place_name(code: str) -> str:
    return areas().get(code).name if code in areas() else code


class KeptValue(NamedTuple):
    """A kept value as pages read it: a tuple, for a page of tiles reads thousands."""

    period: str
    numerator: float | None
    denominator: float | None
    value: float | None
    marker: str
    computed_at: datetime


def values_of(
    authority: str, unit: str, indicators: Collection[str], kind: str = "M"
) -> dict[str, list[KeptValue]]:
    """The kept values of indicators in a unit, in order of period."""
    found = LiveValue.objects.filter(
        authority=authority,
        unit=unit,
        indicator__in=list(indicators),
        breakdown="",
        period__startswith=kind,
    )
    series: dict[str, list[KeptValue]] = {}
    rows = found.order_by("indicator", "period").values_list("indicator", *KeptValue._fields)
    for indicator, *value in rows:
        series.setdefault(indicator, []).append(KeptValue(*value))
    return series


@dataclass(frozen=True)
class Freshness:
    """How far the engine is: `computed_at` is as at when figures stand; `waiting` what is to do."""

    computed_at: datetime | None
    running: bool
    waiting: int
    revision: int

    @property
    def level(self) -> bool:
        """Whether the figures are those of the records as they are."""
        return self.computed_at is not None and not self.waiting


def freshness(authority: str) -> Freshness:
    """How fresh the kept values of an authority are."""
    state = EngineState.objects.filter(authority=authority).first()
    waiting = Outbox.objects.filter(authority=authority).count()
    if state is None:
        return Freshness(None, False, waiting, 0)
    beat = state.heartbeat_at
    running = beat is not None and timezone.now() - beat < _SILENT_AFTER
    return Freshness(state.computed_at, running, waiting, state.revision)


def may_see_people(username: str, authority: str, unit: str, service: str = "") -> bool:
    """Whether a user may see the people behind a unit's figures: only where it was granted."""
    if not username:
        return False
    granted = Entitlement.objects.filter(username=username, authority=authority)
    return granted.filter(unit__in={"", unit, *([service] if service else [])}).exists()
