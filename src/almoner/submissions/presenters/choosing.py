"""The filters over a list of findings: what there is to choose, and what was chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from almoner.submissions.models import ReplyKind
from almoner.submissions.queries import Asked
from almoner.submissions.titles import severity_title


@dataclass(frozen=True)
class Choice:
    """A box to choose from; `options` are value, words and whether it is chosen."""

    name: str
    label: str
    options: list[tuple[str, str, bool]]


def choosing(
    found: Mapping[str, Sequence[str]], asked: Asked, teams: Mapping[str, str]
) -> list[Choice]:
    """The boxes, in the order of the form."""
    named_teams = [(code or "none", teams.get(code, code) or _("No team known"))
                   for code in found["team"]]  # fmt: skip
    said = [("nothing", _("No reply yet")), *((one.value, one.words) for one in ReplyKind)]
    return [
        _choice("rule", _("Rule"), [(code, code) for code in found["rule"]], asked.rule),
        _choice("severity", _("Severity"),
                [(code, severity_title(code)) for code in found["severity"]], asked.severity),
        _choice("table", _("Table"), [(name, name) for name in found["table"]], asked.table),
        _choice("team", _("Team"), sorted(named_teams, key=lambda one: one[1]), asked.team),
        _choice("said", _("Reply"), said, asked.said),
        _choice("only", _("Since last time"), [("new", _("New only"))], asked.only),
        Choice("sort", _("Sort by"), [(*one, one[0] == asked.sort) for one in _sorts()]),
    ]  # fmt: skip


def _choice(name: str, label: str, options: Sequence[tuple[str, str]], chosen: str) -> Choice:
    anything = ("", _("Any"), not chosen)
    return Choice(name, label, [anything, *((code, words, code == chosen)
                                            for code, words in options)])  # fmt: skip


def _sorts() -> list[tuple[str, str]]:
    return [
        ("rule", _("Rule")), ("child", _("Child")), ("severity", _("Severity")),
        ("team", _("Team")), ("table", _("Table and row")),
    ]  # fmt: skip
