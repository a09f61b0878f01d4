"""Which team holds a child's work, from the record as it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from almoner.casework.held import versions_known

_AT_ONCE = 500
_SCHEMES = frozenset({"child", "adult"})
_OVER = (
    "ended_on", "closed_on", "authorised_on", "decided_on", "completed_on", "concluded_on",
)  # fmt: skip
"""Columns that say that the work of a row is over."""


def teams_of(authority: str, children: Sequence[str]) -> dict[str, str]:
    """Child, as a return names them, to the team of their newest open work, or else of their
    newest work; those found."""
    named = [child for child in children if child]
    person_of = {child: child for child in named} | _people_called(authority, named)
    best: dict[str, tuple[bool, str, str]] = {}
    for person, content in _rows(authority, sorted(set(person_of.values()))):
        team = content.get("team_id")
        if team:
            found = (_is_open(content), _newest(content), str(team))
            best[person] = max(found, best.get(person, found))
    return {child: best[person][2] for child, person in person_of.items() if person in best}


def _people_called(authority: str, children: Sequence[str]) -> dict[str, str]:
    """Child to person, of those whose number in a return is an identifier in the record."""
    wanted = set(children)
    rows = versions_known(authority).filter(table="person_identifier").order_by()
    return {
        str(content["value"]): str(content["person_id"])
        for content in rows.values_list("content", flat=True)
        if content["scheme"] in _SCHEMES and content["value"] in wanted
    }


def _rows(authority: str, children: Sequence[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    versions = versions_known(authority).order_by()
    for start in range(0, len(children), _AT_ONCE):
        some = versions.filter(person_key__in=children[start : start + _AT_ONCE])
        yield from some.values_list("person_key", "content")


def _is_open(content: dict[str, Any]) -> bool:
    ends = [name for name in _OVER if name in content]
    return bool(ends) and not any(content[name] for name in ends)


def _newest(content: dict[str, Any]) -> str:
    days = [
        str(value)
        for name, value in content.items()
        if name.endswith("_on") and value and name not in {"born_on", "died_on", "due_on"}
    ]
    return max(days, default="")
