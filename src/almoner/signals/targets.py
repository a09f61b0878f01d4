"""Targets: whether they are met, whether this process will meet them, and how to set one.

A target is a level to reach, a floor, a ceiling or a range; a trajectory spreads it over the year
by the series' own season; bands are rules kept as data, with their edition.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.signals.batch import CodeArray, FloatArray, IntArray


class Side(StrEnum):
    """Which side of a target is good."""

    FLOOR = "floor"  # at or above it
    CEILING = "ceiling"  # at or below it
    RANGE = "range"  # between its two ends, ends included


class Assurance(StrEnum):
    """Whether a process, unchanged, will meet its target."""

    ALWAYS = "always"
    SOMETIMES = "sometimes"
    NEVER = "never"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Target:
    """A target with its `low` and `high` ends; a floor has only `low`, a ceiling only `high`.

    `acceptable` is the second line of a two-line scheme: short of the aim but not below standard.
    """

    low: float = -np.inf
    high: float = np.inf
    acceptable: float | None = None

    @classmethod
    def of(cls, side: Side, value: float, *, acceptable: float | None = None) -> Target:
        """A floor or a ceiling. Raises Refusal where the acceptable level is beyond the aim."""
        if side is Side.RANGE:
            raise Refusal(_("a range has two ends"), column="target")
        made = cls(low=value) if side is Side.FLOOR else cls(high=value)
        if acceptable is not None and made.met(np.array([acceptable]))[0] and acceptable != value:
            raise Refusal(_("the acceptable level is beyond the aim"), found=acceptable)
        return cls(made.low, made.high, acceptable)

    @classmethod
    def between(cls, low: float, high: float) -> Target:
        """A range. Raises Refusal where its ends are the wrong way round."""
        if low > high:
            raise Refusal(_("a range with its ends crossed"), found=(low, high))
        return cls(low, high)

    def met(self, values: FloatArray) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
        """Whether each value meets the target; a value on it does. NaN does not."""
        with np.errstate(invalid="ignore"):
            return (values >= self.low) & (values <= self.high)

    def standing(self, values: FloatArray) -> CodeArray:
        """2 where the aim is met, 1 where only the acceptable level is, 0 where neither is."""
        aim = self.met(values)
        if self.acceptable is None:
            return np.where(aim, 2, 0).astype(np.int8)
        floor = np.isfinite(self.low)
        with np.errstate(invalid="ignore"):
            enough = values >= self.acceptable if floor else values <= self.acceptable
        return np.where(aim, 2, np.where(enough, 1, 0)).astype(np.int8)

    def assurance(self, lower: float, upper: float) -> Assurance:
        """What limits (almost all the process produces lies between them) say of the target."""
        if np.isnan(lower) or np.isnan(upper):
            return Assurance.UNKNOWN
        if lower >= self.low and upper <= self.high:
            return Assurance.ALWAYS
        if upper < self.low or lower > self.high:
            return Assurance.NEVER
        return Assurance.SOMETIMES

    def chance(self, mean: float, sigma: float) -> float:
        """How often a normal process of this mean and spread meets the target: the one place where
        such a chance is computed, for processes that stay as they are and for forecasts."""
        if not sigma > 0:
            return float(self.low <= mean <= self.high)
        return _below((self.high - mean) / sigma) - _below((self.low - mean) / sigma)


def _below(score: float) -> float:
    """Share of a normal distribution under so many standard deviations."""
    return 0.5 * math.erfc(-score / math.sqrt(2))


def one_sided(target: float, improvement: int) -> Target:
    """To be reached or passed upwards (1) or downwards (-1)."""
    return Target.of(Side.FLOOR if improvement > 0 else Side.CEILING, target)


def trajectory(target: float, season: FloatArray, months: IntArray) -> FloatArray:
    """The path of a yearly mean through its months, by the season's additions (mean 0 over a year).

    `season` has one entry a month of the year; `months` says which month each point of the path
    is, from 0. Over one whole year the path has the target as its mean.
    """
    return target + (season - season.mean())[months]


@dataclass(frozen=True, slots=True)
class Bands:
    """Bands as data: cut points in rising order and one label more than there are cuts.

    `edition` names where and when the bands hold; `on_cut` says which band a value on a cut
    belongs to: the one "above" or the one "below".
    """

    edition: str
    cuts: tuple[float, ...]
    labels: tuple[str, ...]
    on_cut: str = "above"

    def __post_init__(self) -> None:
        """Raises Refusal where cuts and labels do not fit."""
        if len(self.labels) != len(self.cuts) + 1 or list(self.cuts) != sorted(self.cuts):
            raise Refusal(
                _("bands that do not fit"),
                found=(self.cuts, self.labels),
                expected=_("rising cuts, and one label more"),
            )
        if self.on_cut not in ("above", "below"):
            raise Refusal(_("not a side"), column="on_cut", found=self.on_cut)

    def place(self, values: ArrayLike) -> IntArray:
        """Position in `labels` of each value's band, -1 for NaN."""
        given = np.asarray(values, dtype=np.float64)
        side: Literal["left", "right"] = "right" if self.on_cut == "above" else "left"
        found = np.searchsorted(np.asarray(self.cuts), given, side=side)
        return np.where(np.isnan(given), -1, found)


def quintiles(values: FloatArray, edition: str, labels: tuple[str, ...]) -> Bands:
    """Five bands cut at the quintiles (linear interpolation) of `values`, NaN left out."""
    cuts = np.nanquantile(values, [0.2, 0.4, 0.6, 0.8])
    return Bands(edition, tuple(cuts.tolist()), labels)


def traffic_light(target: float, tolerance: float, improvement: int, edition: str) -> Bands:
    """Green at the target or better, amber within `tolerance` (same unit) of it, red beyond.

    `improvement` is 1 where higher is better, -1 where lower is. Raises Refusal for no direction
    or a tolerance under nought.
    """
    if improvement not in (1, -1) or tolerance < 0:
        raise Refusal(_("not a traffic light"), found=(improvement, tolerance))
    if improvement > 0:
        return Bands(edition, (target - tolerance, target), ("red", "amber", "green"))
    cuts = (target, target + tolerance)
    return Bands(edition, cuts, ("green", "amber", "red"), on_cut="below")
