"""The cases on one line of `almoner integrity`, checked."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from almoner.cli import fields as take
from almoner.cli.json_lines import Fields
from almoner.reference.area import Nation
from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.signals.batch import FloatArray
from almoner.signals.integrity.cases import USUAL_ALIKE, USUAL_HEAP, Cases, working_days

COLUMNS = ("id", "team", "start", "end", "recorded_on", "opened_on")
NEEDED = COLUMNS[:4]
CALENDARS = ("days", "working")
LONGEST = 3660
"""Days that a limit may have: ten years."""

_EPOCH = date(1970, 1, 1).toordinal()


def _columns(fields: Fields) -> list[str]:
    names = fields.get("columns")
    if names is None:
        return list(COLUMNS[:5])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise take.refuse("columns", names, _("a list of names"))
    if any(name not in names for name in NEEDED) or len(set(names)) < len(names):
        raise take.refuse("columns", names, _("each once: {list}").format(list=", ".join(NEEDED)))
    return names


def _tabled(fields: Fields) -> dict[str, list[Any]]:
    """The columns of the rows, whichever way the rows are written."""
    rows, names = fields.get("rows"), _columns(fields)
    if not isinstance(rows, list):
        raise take.refuse("rows", rows, _("a list of rows"))
    places = [names.index(name) if name in names else None for name in COLUMNS]
    table = []
    for number, row in enumerate(rows, start=1):
        if isinstance(row, dict):
            table.append([row.get(name) for name in COLUMNS])
        elif isinstance(row, list) and len(row) == len(names):
            table.append([None if place is None else row[place] for place in places])
        else:
            raise take.refuse(
                _("rows, item {n}").format(n=number), row, _("{n} values").format(n=len(names))
            )
    return {name: [row[at] for row in table] for at, name in enumerate(COLUMNS)}


def _days(name: str, column: list[Any], *, needed: bool) -> FloatArray:
    days = np.full(len(column), np.nan)
    for row, found in enumerate(column):
        if (found is None or found == "") and not needed:
            continue
        try:
            days[row] = date.fromisoformat(found[:10]).toordinal() - _EPOCH
        except (TypeError, ValueError):
            raise Refusal(
                _("cannot be used"),
                column=_("rows, item {n}, {name}").format(n=row + 1, name=name),
                found=found,
                expected=_("a date such as 2024-04-01") + ("" if needed else " " + _("or null")),
            ) from None
    return days


def _named(name: str, column: list[Any]) -> list[Any]:
    for row, found in enumerate(column, start=1):
        if type(found) not in (str, int):
            where = _("rows, item {n}, {name}").format(n=row, name=name)
            raise take.refuse(where, found, _("a text or whole number"))
    return column


def read_cases(fields: Fields) -> Cases:
    """The cases on one line. Raises Refusal naming the field and row."""
    limit = take.whole(fields, "threshold_days", minimum=1)
    if limit is None or limit > LONGEST:
        words = _("a whole number, 1 or more, up to {most}").format(most=LONGEST)
        raise take.refuse("threshold_days", limit, words)
    table = _tabled(fields)
    ids, names = _named("id", table["id"]), _named("team", table["team"])
    teams = list(dict.fromkeys(names))
    place = {name: at for at, name in enumerate(teams)}
    start = _days("start", table["start"], needed=True)
    end = _days("end", table["end"], needed=False)
    opened = _days("opened_on", table["opened_on"], needed=False)
    return Cases(
        limit=limit,
        ids=ids,
        teams=teams,
        team=np.array([place[name] for name in names], dtype=np.int64),
        start=start,
        end=end,
        recorded=_days("recorded_on", table["recorded_on"], needed=False),
        usual_heap=_share(fields, "usual_heap", USUAL_HEAP),
        usual_alike=_share(fields, "usual_alike", USUAL_ALIKE),
        counted=_counted(fields, start, end),
        opened=None if np.isnan(opened).all() else opened,
    )


def _counted(fields: Fields, start: FloatArray, end: FloatArray) -> FloatArray | None:
    """Working days from start to end, where the limit is in those."""
    calendar = take.choice(fields, "calendar", CALENDARS, "days")
    nations = tuple(nation.value for nation in Nation)
    nation = take.choice(fields, "nation", nations, Nation.ENGLAND.value)
    if calendar == "days":
        return None
    return working_days(start, end, Nation(nation))


def _share(fields: Fields, name: str, usual: float) -> float:
    share = take.number(fields, name, usual)
    if share is None or not 0 <= share <= 1:
        raise take.refuse(name, share, _("a share from 0 to 1"))
    return share
