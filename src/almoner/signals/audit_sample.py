"""Internal audits: which cases are drawn, and what their errors say of all cases.

Drawing is by a seed and the sorted keys alone, so that anybody can draw the same sample again.
Interval: Wilson's, with the sample's size corrected for the part of all cases that it is (finite
population correction), and for a stratified sample with its effective size: the size of a simple
random sample that would be as uncertain. Cochran, Sampling Techniques (1977), chapters 2, 3 and 5;
Korn and Graubard (1998) for the effective size.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.signals.intervals import wilson


@dataclass(frozen=True, slots=True)
class Stratum:
    """What was found in one stratum: cases in all, cases drawn, and those of them in error."""

    size: int
    drawn: int
    wrong: int


@dataclass(frozen=True, slots=True)
class ErrorRate:
    """Per hundred: the share of all cases in error, and its interval."""

    rate: float
    lower: float
    upper: float


def draw(keys: Sequence[str], size: int, seed: int) -> list[str]:
    """`size` of these keys (all, when there are fewer), in the order in which they were drawn.

    Refuses keys that are not all different, and a size under one.
    """
    if size < 1:
        raise Refusal(_("a sample has one case at least"), found=size)
    if len(set(keys)) != len(keys):
        raise Refusal(_("a case stands twice among those to draw from"))
    ordered = sorted(keys)
    chosen = np.random.Generator(np.random.PCG64(seed)).permutation(len(ordered))[:size]
    return [ordered[place] for place in chosen]


def draw_stratified(
    strata: Mapping[str, Sequence[str]], size: int, seed: int
) -> dict[str, list[str]]:
    """Stratum to the keys drawn from it: in proportion, but two from each that has two.

    Two, because one case says nothing of how much cases differ. Each stratum has a seed of its
    own, made from `seed` and its name, so that it does not matter which others there are.
    """
    numbers = allocation({name: len(keys) for name, keys in strata.items()}, size)
    return {
        name: draw(strata[name], number, _seed_of(seed, name))
        for name, number in numbers.items()
        if number
    }


def _seed_of(seed: int, name: str) -> int:
    return int(np.random.SeedSequence([seed, *name.encode()]).generate_state(1, np.uint64)[0])


def allocation(sizes: Mapping[str, int], size: int) -> dict[str, int]:
    """How many to draw from each stratum: by largest remainder, two at least where there are two.

    The sum can exceed `size` by what the least numbers need.
    """
    whole = sum(sizes.values())
    if whole <= size:
        return dict(sizes)
    exact = {name: size * number / whole for name, number in sizes.items()}
    given = {name: int(part) for name, part in exact.items()}
    by_rest = sorted(sizes, key=lambda name: (given[name] - exact[name], name))
    for name in by_rest[: size - sum(given.values())]:
        given[name] += 1
    return {name: max(number, min(sizes[name], 2)) for name, number in given.items()}


def error_rate(strata: Sequence[Stratum], confidence: float = 0.95) -> ErrorRate:
    """The share of all cases in error, from one stratum (a simple random sample) or several.

    A stratum of which nothing was drawn is left out. Refuses when nothing was drawn at all, and
    more errors or draws than there are cases.
    """
    known = [one for one in strata if one.drawn]
    if not known:
        raise Refusal(_("no case has been answered yet"))
    if any(not 0 <= one.wrong <= one.drawn <= one.size for one in known):
        raise Refusal(_("more was found than there was to find it in"))
    sizes, drawn, wrong = (
        np.array([getattr(one, name) for one in known], np.float64)
        for name in ("size", "drawn", "wrong")
    )
    share = wrong / drawn
    rate = float((sizes * share).sum() / sizes.sum())
    effective = _effective_size(sizes, drawn, share, rate)
    if not np.isfinite(effective):
        return ErrorRate(100 * rate, 100 * rate, 100 * rate)
    found = wilson([rate * effective], [effective], confidence)
    return ErrorRate(100 * rate, 100 * float(found.lower[0]), 100 * float(found.upper[0]))


def _effective_size(sizes: np.ndarray, drawn: np.ndarray, share: np.ndarray, rate: float) -> float:
    """The size of the simple random sample that is as uncertain; infinite when all was drawn."""
    if (sizes == drawn).all():
        return float("inf")
    left = np.where(sizes > 1, (sizes - drawn) / np.maximum(sizes - 1, 1), 0.0)
    plain = float((sizes**2 * left / drawn).sum() / sizes.sum() ** 2)
    # Where all drawn cases of a stratum agree (or there is one), its own share would say that
    # nothing is uncertain: then the share of the whole stands in.
    spread = share * (1 - share)
    spread = np.where(spread > 0, spread, rate * (1 - rate))
    variance = float((sizes**2 * left * spread / drawn).sum() / sizes.sum() ** 2)
    if rate in (0.0, 1.0) or variance == 0:
        return 1 / plain
    return rate * (1 - rate) / variance
