"""Rules that were not run, because something that they need was not given."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from almoner.reference.language import _
from almoner.returns.context import Context
from almoner.returns.rule import Rule

_LAST = "_last"
_PROVIDERS = "ProviderList"
_AUTHORITY = "@authority"


class Skipped(NamedTuple):
    """Rules that were not run, and what was not given: in words, and the names of tables."""

    reason: str
    missing: tuple[str, ...]
    rules: tuple[str, ...]


def skipped(rules: Iterable[Rule], context: Context) -> list[Skipped]:
    """The rules in force that could not run, by what they lack; most rules first."""
    found: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for rule in rules:
        if not rule.holds_in(context.collection.year):
            continue
        missing = tuple(sorted(table for table in rule.needs if not context.has(table)))
        if missing:
            reason, tables = _reason(missing, context)
            found.setdefault((reason, tables), []).append(rule.code)
    listed = [Skipped(reason, tables, tuple(codes)) for (reason, tables), codes in found.items()]
    return sorted(listed, key=lambda item: -len(item.rules))


def _reason(missing: tuple[str, ...], context: Context) -> tuple[str, tuple[str, ...]]:
    """One cause stands for all: without last year's return each of its tables is missing."""
    last = tuple(table for table in missing if table.endswith(_LAST))
    if last and not any(table.endswith(_LAST) for table in context.tables):
        return _("last year's return was not given"), ()
    if _PROVIDERS in missing:
        return _("the list of providers was not given"), (_PROVIDERS,)
    if _AUTHORITY in missing:
        return _("the returning authority was not given"), (_AUTHORITY,)
    return _("not in the return: {tables}").format(tables=", ".join(missing)), missing
