"""Places of a block below each council: its teams by service, and its homes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from almoner.engine.places import IntArray, Places


@dataclass(frozen=True)
class Council:
    """A council's own row, those of its services, teams and homes (numbers of areas; -1: none).

    `service[team, month]` is the number of the team's service in `services`, -1 for none.
    """

    own: int
    services: tuple[int, ...]
    teams: tuple[int, ...]
    homes: tuple[int, ...]
    service: IntArray


@dataclass(frozen=True)
class Tree:
    """All councils of a block; with several, homes are not shown, for they are all of theirs."""

    councils: tuple[Council, ...]


def tree_of(areas: tuple[str, ...], places: Places) -> Tree:
    """The tree of these areas."""
    at = {code: i for i, code in enumerate(areas)}
    roots = _roots(places)
    homes = tuple(i for code, i in at.items() if code not in set(places.codes))
    made = []
    loose = [i for i, _code in enumerate(places.teams)]
    for root in roots:
        inside = [i for i in loose if places.weights[:, i, root].any()]
        loose = [i for i in loose if i not in inside]
        made.append(_council(at, places, root, inside, homes if len(roots) == 1 else ()))
    if any(places.teams[i] in at for i in loose) or (not roots and homes):
        made.append(_council(at, places, -1, loose, homes if not roots else ()))
    return Tree(tuple(made))


def _roots(places: Places) -> list[int]:
    """The wholes that are councils: those that lie in no other. Services come before them."""
    met = np.asarray(places.weights.any(axis=0))
    members = [set(np.flatnonzero(w)) for w in met.T]
    roots: list[int] = []
    for number in range(len(places.wholes) - 1, -1, -1):
        if not any(members[number] <= members[root] for root in roots):
            roots.append(number)
    return roots[::-1]


def _council(
    at: dict[str, int], places: Places, root: int, inside: list[int], homes: tuple[int, ...]
) -> Council:
    services = [
        w
        for w in range(len(places.wholes))
        if w != root and places.weights[:, inside, w].any() and places.wholes[w] in at
    ]
    teams = [i for i in inside if places.teams[i] in at]
    service = np.full((len(teams), len(places.weights)), -1)
    for number, w in enumerate(services):
        service[places.weights[:, teams, w].T > 0] = number
    own = at.get(places.wholes[root], -1) if root >= 0 else -1
    return Council(
        own,
        tuple(at[places.wholes[w]] for w in services),
        tuple(at[places.teams[i]] for i in teams),
        homes,
        service,
    )
