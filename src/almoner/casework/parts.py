"""A figure by sex, age band and ethnic group as tables, with a row for each team of the place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django.utils.translation import gettext as _

from almoner.casework.queries import Unit
from almoner.casework.tiles import number_words, out_of_words
from almoner.casework.words import Words


@dataclass(frozen=True)
class Part:
    """One cell: the value in words, and the numbers behind a share."""

    value: str
    numbers: str


@dataclass(frozen=True)
class PartRow:
    """A place or team, and its figure for each member ("" where it has none)."""

    name: str
    parts: list[Part]


@dataclass(frozen=True)
class PartTable:
    """One breakdown, such as by age: its members, and a row for each place."""

    kind: str
    title: str
    members: list[str]
    rows: list[PartRow]


def inside(here: Unit, everywhere: Sequence[Unit]) -> list[Unit]:
    """The unit, and the teams that belong to it."""
    teams = [one for one in everywhere if one.kind == "team" and one != here]
    if here.kind == "service":
        teams = [one for one in teams if one.service == here.code]
    return [here, *(teams if here.kind in ("council", "service") else [])]


def part_tables(
    found: Sequence[Mapping[str, Any]], shown: Sequence[Unit], entry: Words
) -> list[PartTable]:
    """The tables of measurements by breakdown; teams that have none are left out."""
    titles = {"sex": _("By sex"), "age": _("By age"), "ethnicity": _("By ethnic group")}
    by_kind: dict[str, dict[str, dict[str, Part]]] = {kind: {} for kind in titles}
    for one in found:
        kind, _equals, member = one["breakdown"].partition("=")
        value = SimpleNamespace(**one)
        part = Part(number_words(value.value, entry), out_of_words(value, entry))
        by_kind.setdefault(kind, {}).setdefault(one["unit"], {})[member] = part
    return [
        _table(kind, titles.get(kind, kind), units, shown)
        for kind, units in by_kind.items()
        if units
    ]


def _table(
    kind: str, title: str, units: Mapping[str, Mapping[str, Part]], shown: Sequence[Unit]
) -> PartTable:
    members = sorted({member for parts in units.values() for member in parts}, key=_in_order)
    none = Part("", "")
    rows = [
        PartRow(unit.name, [units[unit.code].get(member, none) for member in members])
        for unit in shown
        if unit.code in units
    ]
    return PartTable(kind, title, members, rows)


def _in_order(member: str) -> tuple[int, str]:
    """Ages by their first year, words by the alphabet, and what is unknown last."""
    if member == "unknown":
        return 1_000, member
    first = member.rstrip("+").partition("-")[0]
    return (int(first) if first.isdigit() else 0), member
