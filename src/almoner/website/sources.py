"""The publications that are loaded, with the attribution that each asks for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from almoner.catalogue.published import published_indicators
from almoner.measurements.models import Edition


@dataclass(frozen=True)
class Source:
    """A publication: what its indicators name as their source, and the editions held."""

    title: str
    editions: list[Edition]


def sources(editions: Iterable[Edition]) -> list[Source]:
    """One source a publication, in order of title; `editions` are sorted by publication."""
    named: dict[str, str] = {}
    for entry in published_indicators().values():
        named.setdefault(entry.publication, entry.source)
    found = []
    for code, group in groupby(editions, key=lambda edition: edition.publication):
        held = list(group)
        found.append(Source(named.get(code, held[0].title), held))
    return sorted(found, key=lambda source: source.title)
