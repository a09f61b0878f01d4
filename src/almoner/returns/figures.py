"""A figure straight from a return: numerator, denominator, value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Figure(NamedTuple):
    """What an indicator comes to. A count has no denominator; nothing to count among, no value."""

    numerator: float | None
    denominator: float | None
    value: float | Mapping[str, int] | None


def by_kind(found: Mapping[str, int]) -> Figure:
    """Numbers of things by kind; the denominator is all of them."""
    return Figure(None, sum(found.values()), found)


def count(found: int) -> Figure:
    """A number of things."""
    return Figure(found, None, found)


def percent(numerator: int, denominator: int) -> Figure:
    """So many of so many, per hundred, not rounded."""
    return Figure(numerator, denominator, 100 * numerator / denominator if denominator else None)


def mean(total: float, number: int, decimals: int) -> Figure:
    """A sum over a number of things, rounded half up to `decimals`."""
    if not number:
        return Figure(total, number, None)
    scale = 10**decimals
    return Figure(total, number, (2 * total * scale + number) // (2 * number) / scale)
