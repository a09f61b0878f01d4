"""Findings in a list: what they point at, who holds them, what was said of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from almoner.submissions.models import Finding, Reply, ReplyKind
from almoner.submissions.titles import severity_title


@dataclass(frozen=True)
class Shown:
    """One finding. `pairs` are the fields that it points at, with their values."""

    finding: Finding
    severity: str
    tone: str
    team: str
    pairs: list[tuple[str, str]]
    said: str
    carried: bool


def shown(found: Iterable[Finding], teams: Mapping[str, str]) -> list[Shown]:
    """The findings as they are listed."""
    return [_shown(one, teams) for one in found]


def _shown(one: Finding, teams: Mapping[str, str]) -> Shown:
    reply: Reply | None = one.reply
    return Shown(
        one, severity_title(one.severity), tone_of(one.severity), teams.get(one.team, one.team),
        pairs_of(one), ReplyKind(reply.kind).words if reply else "",
        bool(reply) and reply.said_of != one.submission_id,  # type: ignore[union-attr]
    )  # fmt: skip


def tone_of(severity: str) -> str:
    """The colour of a severity's tag."""
    return {"error": "red", "warning": "orange", "query": "blue"}.get(severity, "grey")


def pairs_of(one: Finding) -> list[tuple[str, str]]:
    """Field and value; no values once the files were deleted."""
    names = one.fields.split(";") if one.fields else []
    values = one.values.split(";") if one.values else []
    if len(values) > len(names):
        # A value with a semicolon in it: there is no telling where it belongs.
        return [(one.fields.replace(";", ", "), one.values)]
    return list(zip_longest(names, values, fillvalue=""))
