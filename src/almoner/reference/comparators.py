"""Comparators: with whom a council is compared. Dated sets, each from its publisher.

Neighbours of the Department for Education have ten ranked members, those of the Office for
National Statistics twenty; a Scottish family has the other seven of its eight; the region and the
nation are every other council there.
"""

from __future__ import annotations

import csv
import gzip
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from almoner.reference.area import Area, Nation
from almoner.reference.area_tables import DATA
from almoner.reference.areas import areas
from almoner.reference.language import _
from almoner.reference.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A council to compare with; `rank` 1 is the nearest, None where there is no order.

    `closeness` is the publisher's wording, or empty.
    """

    area: Area
    rank: int | None
    closeness: str


@dataclass(frozen=True, slots=True)
class ComparatorSet:
    """A published way of choosing comparators.

    `start_on` is the first day from which the set is used by default (the first of the model's
    year where the publisher gives a year only); None: it was always there. `nations` are those
    whose councils have comparators in it.
    """

    code: str
    title: str
    edition: str
    start_on: date | None
    source: str
    nations: frozenset[Nation]


_UK: Final = frozenset(Nation)
_DFE: Final = "Department for Education, Local Authority Interactive Tool"
_ONS: Final = (
    "Office for National Statistics, Clustering similar local authorities and statistical "
    "nearest neighbours, 14 February 2025"
)
_LGBF: Final = "Improvement Service, Local Government Benchmarking Framework"
_ENGLAND: Final = frozenset({Nation.ENGLAND})
_SCOTLAND: Final = frozenset({Nation.SCOTLAND})

COMPARATOR_SETS: Final[dict[str, ComparatorSet]] = {
    one.code: one
    for one in (
        ComparatorSet(
            "dfe-2025",
            "Statistical neighbours for children's services (2025 model)",
            "2025",
            date(2025, 1, 1),
            _DFE,
            _ENGLAND,
        ),
        ComparatorSet(
            "dfe-2021",
            "Statistical neighbours for children's services (2021 model)",
            "2021",
            date(2021, 1, 1),
            _DFE,
            _ENGLAND,
        ),
        ComparatorSet(
            "ons-2025-global",
            "Statistical nearest neighbours, all variables",
            "2025",
            date(2025, 2, 14),
            _ONS,
            _UK,
        ),
        ComparatorSet(
            "ons-2025-economic",
            "Statistical nearest neighbours, economic variables",
            "2025",
            date(2025, 2, 14),
            _ONS,
            _UK,
        ),
        ComparatorSet(
            "ons-2025-demographic",
            "Statistical nearest neighbours, demographic variables",
            "2025",
            date(2025, 2, 14),
            _ONS,
            _UK,
        ),
        ComparatorSet(
            "lgbf-people",
            "Family group: children, social work and housing",
            "2023-24",
            None,
            _LGBF,
            _SCOTLAND,
        ),
        ComparatorSet(
            "lgbf-place",
            "Family group: environment, culture, economic development, corporate and property",
            "2023-24",
            None,
            _LGBF,
            _SCOTLAND,
        ),
        ComparatorSet("region", "Councils of the region", "", None, "", _ENGLAND),
        ComparatorSet("nation", "Councils of the nation", "", None, "", _UK),
    )
}
"""Every set by its code, in the order in which they are offered."""


def comparators_of(
    area: Area, set_code: str, *, on: date | None = None, same_nation: bool = False
) -> tuple[Neighbour, ...]:
    """The comparators of a council in a set, nearest first; none if the set does not have it.

    `on` says which councils of a region or nation existed; `same_nation` leaves out neighbours
    across a border, where an indicator exists in one nation only. Refuses an unknown set.
    """
    if set_code not in COMPARATOR_SETS:
        raise Refusal(
            _("no set of comparators has this code"),
            found=set_code,
            expected=", ".join(COMPARATOR_SETS),
        )
    found = _around(area, set_code, on) or _published().get((set_code, area.code), ())
    if same_nation:
        return tuple(one for one in found if one.area.nation == area.nation)
    return found


def sets_of(area: Area) -> tuple[ComparatorSet, ...]:
    """The sets in which a council has comparators, in the order in which they are offered."""
    return tuple(one for one in COMPARATOR_SETS.values() if comparators_of(area, one.code))


def default_set(area: Area, on: date | None = None) -> str:
    """The set to compare a council with unless the reader chooses another.

    England: the newest model of the Department for Education that had begun on the day (the first
    model for days before) and has the council; Scotland: the family group for social work; else
    the nation.
    """
    if area.nation is Nation.SCOTLAND and _published().get(("lgbf-people", area.code)):
        return "lgbf-people"
    models = [code for code in ("dfe-2025", "dfe-2021") if _published().get((code, area.code))]
    begun = [code for code in models if on is None or _begun(code, on)]
    return (begun or models[-1:] or ["nation"])[0]


def _begun(set_code: str, on: date) -> bool:
    start = COMPARATOR_SETS[set_code].start_on
    return start is None or start <= on


def _around(area: Area, set_code: str, on: date | None) -> tuple[Neighbour, ...]:
    if set_code == "region" and area.region:
        councils = areas().in_region(area.region, on=on)
    elif set_code == "nation":
        councils = areas().councils(on=on, nation=area.nation)
    else:
        return ()
    return tuple(Neighbour(one, None, "") for one in councils if one.code != area.code)


@lru_cache(maxsize=1)
def _published() -> dict[tuple[str, str], tuple[Neighbour, ...]]:
    """Neighbours by set and council, from the packaged table, in order of rank."""
    found: dict[tuple[str, str], list[Neighbour]] = {}
    with gzip.open(DATA / "comparators.csv.gz", "rt", encoding="utf-8", newline="") as table:
        for set_code, area, neighbour, rank, closeness in list(csv.reader(table))[1:]:
            one = Neighbour(areas().get(neighbour), int(rank) if rank else None, closeness)
            found.setdefault((set_code, area), []).append(one)
    return {key: tuple(neighbours) for key, neighbours in found.items()}
