"""Finding a council from what a person typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from almoner.reference.area import Area, AreaKind
from almoner.reference.area_names import name_key, shorter_keys


def nearest_names(text: str, listed: Iterable[Area], limit: int = 3) -> list[str]:
    """The names of areas that are spelt most like `text`."""
    by_key = {name_key(area.name): area.name for area in listed}
    key = name_key(text)
    tried = [key, *shorter_keys(key)]
    near = get_close_matches(tried[-1], by_key, n=limit, cutoff=0.6)
    return [by_key[one] for one in near]


def search_councils(
    text: str,
    by_code: Mapping[str, Area],
    by_name: Mapping[str, Sequence[Area]],
    limit: int,
) -> tuple[Area, ...]:
    """Today's councils for a text: whole name, then beginnings of names and words, then near."""
    key = name_key(text)
    if not key:
        return ()
    scored: dict[str, tuple[int, str]] = {}
    for name, found in by_name.items():
        score = _score(key, name)
        for area in found if score is not None else ():
            for council in _todays_councils(area, by_code):
                # A council's own name counts before that of a district or a predecessor.
                rank = (score or 0) * 2 + (council.code != area.code)
                scored[council.code] = min(scored.get(council.code, (99, "")), (rank, council.name))
    if not scored:
        scored = _near(key, by_code, by_name)
    best = sorted(scored, key=lambda code: scored[code])
    return tuple(by_code[code] for code in best[:limit])


def _score(key: str, name: str) -> int | None:
    if name == key:
        return 0
    if name.startswith(key):
        return 1
    if f" {key}" in name:
        return 2
    return 3 if len(key) > 3 and key in name else None


def _near(
    key: str, by_code: Mapping[str, Area], by_name: Mapping[str, Sequence[Area]]
) -> dict[str, tuple[int, str]]:
    near = get_close_matches(key, by_name, n=5, cutoff=0.7)
    return {
        council.code: (place, council.name)
        for place, name in reversed(list(enumerate(near)))
        for area in by_name[name]
        for council in _todays_councils(area, by_code)
    }


def _todays_councils(area: Area, by_code: Mapping[str, Area]) -> list[Area]:
    """The council itself, the county of a district, or the successors of a former council."""
    if area.kind is AreaKind.COUNCIL and area.is_current:
        return [area]
    if area.successors:
        return [
            council
            for code in area.successors
            for council in _todays_councils(by_code[code], by_code)
        ]
    return _todays_councils(by_code[area.upper_tier], by_code) if area.upper_tier else []
