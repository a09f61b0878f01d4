"""The order of rows from one submission to the next, so that only rows that moved are touched.

A row's place rises through the table with gaps. Rows that stand in the order in which they stood
keep their places; a row that came between takes one in the gap. Only where there is no room left
are all places given anew.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

GAP = 1 << 20


def places_of(keys: Sequence[str], held: Mapping[str, int]) -> list[int]:
    """A place for each key, rising; those of `held` that stand in order keep theirs."""
    places: list[int | None] = [None] * len(keys)
    for at in _rising([held.get(key) for key in keys]):
        places[at] = held[keys[at]]
    found = _filled(places)
    return found if found is not None else [(at + 1) * GAP for at in range(len(keys))]


def _rising(values: Sequence[int | None]) -> list[int]:
    """Where a longest rising run of the values stands."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = [-1] * len(values)
    for at, value in enumerate(values):
        if value is None:
            continue
        place = bisect_left(tails, value)
        before[at] = ends[place - 1] if place else -1
        if place == len(tails):
            tails.append(value)
            ends.append(at)
        else:
            tails[place], ends[place] = value, at
    run: list[int] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        run.append(at)
        at = before[at]
    return run[::-1]


def _filled(places: Sequence[int | None]) -> list[int] | None:
    """The places with those that are missing put in between; None where there is no room."""
    found: list[int] = []
    last, at = 0, 0
    while at < len(places):
        place = places[at]
        if place is not None:
            found.append(place)
            last, at = place, at + 1
            continue
        until = at
        while until < len(places) and places[until] is None:
            until += 1
        number = until - at
        following = places[until] if until < len(places) else None
        room = GAP if following is None else (following - last) // (number + 1)
        if room < 1:
            return None
        found += [last + room * (n + 1) for n in range(number)]
        last, at = found[-1], until
    return found
