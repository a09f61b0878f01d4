"""The returns that can be checked: one line each. A return's own package does the rest."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.returns.context import Collection, Context
from almoner.returns.figures import Figure
from almoner.returns.rule import Rule
from almoner.returns.shapes import TableShape


class Entry(NamedTuple):
    """A return: its name for people, and the module with its `KIND`."""

    title: str
    module: str


RETURNS: dict[str, Entry] = {
    "SSDA903": Entry(_("Children looked after (SSDA903)"), "almoner.returns.ssda903"),
    "CIN": Entry(_("Children in need census"), "almoner.returns.cin"),
    "ANNEX_A": Entry(_("Social care Annex A"), "almoner.returns.annex_a"),
    "ANNEX_A_SEND": Entry(_("SEND Annex A"), "almoner.returns.annex_a_send"),
    "CLD": Entry(_("Adult social care client level data"), "almoner.returns.cld"),
    "HCLIC": Entry(_("Homelessness case level information (H-CLIC)"), "almoner.returns.hclic"),
    "SSD": Entry(_("Standard safeguarding dataset"), "almoner.returns.ssd"),
}


@dataclass(frozen=True, slots=True)
class References:
    """Files that some rules need beside the return: providers and postcodes, as given or None."""

    providers: Any = None
    postcodes: Any = None


@dataclass(frozen=True, slots=True)
class ReturnKind:
    """What the framework needs to know of a return.

    `shapes` are its tables by the names that rules use. `read` takes a path and gives the tables
    it found as text, in document order, or raises Refusal. `rules` gives its rules by code;
    `context` makes the rules' context from prepared tables (last year's under `<name>_last`), the
    columns that each table was given with, the collection, and the reference files. `indicators`
    gives the figures that the return can give, by indicator code, from such a context.
    `refuse_another` raises Refusal for tables read from a path that say of themselves that they
    are of another return, year or authority than was asked for. `made_from` says which fields of
    which tables a column of a table is made from; with it and the file of what rules read, a
    change is checked by the rules that it touches. `over_all` are tables that every rule reads.
    `year_of` gives the collection year of which tables read speak, or None where they do not.
    """

    code: str
    shapes: Mapping[str, TableShape]
    key: str
    read: Callable[[Path], Mapping[str, pl.DataFrame]]
    rules: Callable[[], Mapping[str, Rule]]
    context: Callable[
        [Mapping[str, pl.DataFrame], Mapping[str, frozenset[str]], Collection, References], Context
    ]
    indicators: Callable[[Context], Mapping[str, Figure]] | None = None
    refuse_another: Callable[[Mapping[str, pl.DataFrame], Collection, Path], None] | None = None
    made_from: Callable[[str, str], Iterable[tuple[str, str]]] | None = None
    over_all: frozenset[str] = frozenset()
    year_of: Callable[[Mapping[str, pl.DataFrame]], str | None] | None = None


def kind_of(code: str) -> ReturnKind:
    """The return called `code`. Raises Refusal for an unknown one."""
    entry = RETURNS.get(code)
    if entry is None:
        expected = ", ".join(RETURNS)
        raise Refusal(_("there is no such return"), found=code, expected=expected)
    kind: ReturnKind = importlib.import_module(entry.module).KIND
    return kind
