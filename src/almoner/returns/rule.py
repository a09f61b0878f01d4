"""A rule of a return: what it says, what it reads, and one function that finds the breaching rows.

The function takes the return's context and gives one of

* a boolean expression over the rule's table (true means breach),
* a mapping of table name to such an expression, where several tables are marked,
* a lazy frame of the breaching rows, with a `<table>.row` column for each table that is marked.

Expressions of all rules on one table run together in one pass, and all frames in one collection.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import polars as pl

Breaches: TypeAlias = pl.Expr | Mapping[str, pl.Expr] | pl.LazyFrame
Finder: TypeAlias = Callable[[Any], Breaches]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its spec as data and the function `breaches`.

    `on` are the tables whose rows it marks, `also` those that it marks where they are given,
    `reads` the other tables that it cannot do without (a name ending in `_last` is last year's),
    `fields` those it points at. `since` and `until` are
    the first and last collection years in which it holds (None: no limit known), `changed` the
    year whose wording is in force. `whole` says that it looks at more than one child at a time.
    """

    code: str
    message: str
    on: tuple[str, ...]
    also: tuple[str, ...]
    fields: tuple[str, ...]
    reads: tuple[str, ...]
    severity: str
    changed: str | None
    since: str | None
    until: str | None
    whole: bool
    breaches: Finder

    @property
    def needs(self) -> frozenset[str]:
        """Tables without which the rule cannot run."""
        return frozenset(self.on + self.reads)

    @property
    def marks(self) -> tuple[str, ...]:
        """Tables whose rows it may mark."""
        return self.on + self.also

    def holds_in(self, year: str) -> bool:
        """Whether the rule is in force in a collection year such as 2026-27."""
        return (self.since is None or self.since <= year) and (
            self.until is None or year <= self.until
        )


@dataclass(slots=True)
class RuleBook:
    """The rules of one return by code, in the order in which they were written down."""

    rules: dict[str, Rule] = field(default_factory=dict)

    def rule(
        self,
        code: str,
        message: str,
        *,
        on: str | Iterable[str] = "",
        fields: str | Iterable[str],
        also: str | Iterable[str] = "",
        reads: str | Iterable[str] = "",
        severity: str = "error",
        changed: str | None = None,
        since: str | None = None,
        until: str | None = None,
        whole: bool = False,
    ) -> Callable[[Finder], Finder]:
        """Decorator that enters a function in the book; lists are words parted by spaces,
        or several strings where a name has a space in it.

        Raises ValueError when the code is in the book already.
        """

        def enter(breaches: Finder) -> Finder:
            if code in self.rules:
                raise ValueError(f"rule {code} is written down twice")
            self.rules[code] = Rule(
                code=code,
                message=message,
                on=_listed(on),
                also=_listed(also),
                fields=_listed(fields),
                reads=_listed(reads),
                severity=severity,
                changed=changed,
                since=since,
                until=until,
                whole=whole,
                breaches=breaches,
            )
            return breaches

        return enter


def _listed(names: str | Iterable[str]) -> tuple[str, ...]:
    return tuple(names.split() if isinstance(names, str) else names)
