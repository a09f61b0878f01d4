"""Help in setting a target, so that it is neither a gift nor a fantasy."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy import special

from almoner.reference.language import _
from almoner.signals.batch import FloatArray
from almoner.signals.targets import one_sided

SETTLED = 0.9
"""A target that chance alone meets this often is a gift."""

UNHEARD_OF = 0.05
"""A change that fewer than this share of places ever made in the time is a fantasy."""


class TargetReading(NamedTuple):
    """What is known of a proposed target.

    `chance_unchanged`: how often the process as it is would meet it. `best_neighbours`: mean of the
    best three neighbours, NaN without any. `ever_done`: share of all comparable changes as large as
    the one asked, NaN without any. `verdict`: "gift", "fantasy", "stretch".
    """

    chance_unchanged: float
    best_neighbours: float
    ever_done: float
    verdict: str


def chance_unchanged(mean: float, sigma: float, target: float, improvement: int) -> float:
    """How often a steady process with this mean and standard deviation meets a target by chance."""
    return one_sided(target, improvement).chance(mean, sigma)


def chance_of_count(level: float, cases: float, target: float, improvement: int) -> float:
    """How often chance alone takes a proportion of `cases` to its target or past it.

    Exact binomial: for small places a target may be a matter of luck.
    """
    if improvement > 0:
        needed = np.ceil(round(target * cases, 9))
        return float(special.bdtrc(needed - 1, cases, level)) if needed > 0 else 1.0
    return float(special.bdtr(np.floor(round(target * cases, 9)), cases, level))


def best_three(neighbours: FloatArray, improvement: int) -> float:
    """Mean of the three best neighbours' values; NaN where none has one."""
    seen = np.sort(neighbours[~np.isnan(neighbours)] * -improvement)[:3]
    return float((seen * -improvement).mean()) if len(seen) else float("nan")


def ever_done(histories: FloatArray, change: float, periods: int, improvement: int) -> float:
    """Share of places' changes over so many periods that were as large as `change` asks.

    `histories` has one row a place and one column a period, NaN where there is no value.
    """
    if periods >= histories.shape[1]:
        return float("nan")
    moved = improvement * (histories[:, periods:] - histories[:, :-periods])
    moved = moved[~np.isnan(moved)]
    return float((moved >= improvement * change).mean()) if len(moved) else float("nan")


def read_target(
    mean: float,
    sigma: float,
    target: float,
    improvement: int,
    *,
    neighbours: FloatArray,
    histories: FloatArray,
    periods: int,
) -> TargetReading:
    """What is known of a proposed target for a process with this mean and standard deviation."""
    chance = chance_unchanged(mean, sigma, target, improvement)
    done = ever_done(histories, target - mean, periods, improvement)
    verdict = "stretch"
    if chance >= SETTLED:
        verdict = "gift"
    elif done < UNHEARD_OF:
        verdict = "fantasy"
    return TargetReading(chance, best_three(neighbours, improvement), done, verdict)


def target_sentence(reading: TargetReading) -> str:
    """What a committee should know before it agrees a target."""
    parts = [
        _("With nothing changed, the process would meet it {chance:.0%} of the time.").format(
            chance=reading.chance_unchanged
        )
    ]
    if not np.isnan(reading.best_neighbours):
        words = _("The best three neighbours average {value:.1f}.")
        parts.append(words.format(value=reading.best_neighbours))
    if not np.isnan(reading.ever_done):
        words = _("So large a change in the time was made in {share:.0%} of past cases.")
        parts.append(words.format(share=reading.ever_done))
    verdicts = {
        "gift": _("It asks for nothing that is not already there."),
        "fantasy": _("Hardly anyone has ever moved so fast."),
        "stretch": _("It asks for a real change, of a size that others have made."),
    }
    return " ".join([*parts, verdicts[reading.verdict]])
