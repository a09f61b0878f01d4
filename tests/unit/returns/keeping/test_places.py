"""Places of rows: rising, and kept where rows stand in the order in which they stood."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from almoner.returns.keeping.places import GAP, places_of

KEYS = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8)


@settings(max_examples=100, deadline=None)
@given(before=KEYS, after=KEYS)
def test_places_rise_and_the_longest_run_keeps_them(before: list[str], after: list[str]) -> None:
    held = dict(zip(before, places_of(before, {}), strict=True))
    found = places_of(after, held)
    assert found == sorted(set(found))
    kept = sum(place == held.get(key) for key, place in zip(after, found, strict=True))
    assert kept >= _longest(before, after)


def _longest(before: list[str], after: list[str]) -> int:
    """Length of the longest run of keys that stand in the same order in both, slowly."""
    best: dict[str, int] = {}
    for key in (key for key in after if key in before):
        earlier = [n for other, n in best.items() if before.index(other) < before.index(key)]
        best[key] = 1 + max(earlier, default=0)
    return max(best.values(), default=0)


def test_a_row_put_in_at_the_top_moves_no_other() -> None:
    held = dict(zip("abc", places_of("abc", {}), strict=True))
    assert places_of("xabc", held)[1:] == [held[key] for key in "abc"]


def test_where_there_is_no_room_all_are_placed_anew() -> None:
    assert places_of("axb", {"a": 1, "b": 2}) == [GAP, 2 * GAP, 3 * GAP]
