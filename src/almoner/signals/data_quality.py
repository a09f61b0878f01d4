"""The grade of the data behind a figure: that of its weakest part.

Almoner's own formula, and nobody's standard. Each part has a grade from two thresholds
(`data_quality.csv`, by edition); the grade is the lowest of them. `lowest` is the worst that a
part can do by itself: a long time since the last audit makes a grade medium, never low. A part
that nobody knows says nothing; without completeness and validity there is no grade. Words and
reasons: docs/explanation/data-quality.md.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike, NDArray

from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.signals.batch import FloatArray

_THRESHOLDS = Path(__file__).with_name("data_quality.csv")
NEEDED = ("completeness", "validity")
"""Parts without which there is no grade."""


class Grade(IntEnum):
    """A grade of data; a higher number is better."""

    UNKNOWN = 0
    LOW = 1
    MEDIUM = 2
    HIGH = 3

    @property
    def words(self) -> str:
        """The grade as it is printed beside a figure."""
        return {
            Grade.UNKNOWN: _("Data quality is not known"),
            Grade.LOW: _("Low data quality"),
            Grade.MEDIUM: _("Medium data quality"),
            Grade.HIGH: _("High data quality"),
        }[self]


@dataclass(frozen=True, slots=True)
class Threshold:
    """From which value on a part is high, and medium; `lowest` is the worst grade it can have."""

    part: str
    unit: str
    more_is_better: bool
    high_from: float
    medium_from: float
    lowest: Grade


@dataclass(frozen=True, slots=True)
class Grades:
    """`overall` has one entry an item, `parts` one array a part; values are those of `Grade`."""

    edition: str
    overall: NDArray[np.int8]
    parts: Mapping[str, NDArray[np.int8]]


@cache
def editions() -> tuple[str, ...]:
    """The editions of the thresholds, the first first."""
    return tuple(dict.fromkeys(row["edition"] for row in _rows()))


@cache
def thresholds(edition: str | None = None) -> dict[str, Threshold]:
    """Part to threshold, of an edition (None: the last). Refuses an unknown edition."""
    wanted = edition or editions()[-1]
    if wanted not in editions():
        expected = ", ".join(editions())
        raise Refusal(_("there are no such thresholds"), found=edition, expected=expected)
    return {
        row["part"]: Threshold(
            row["part"], row["unit"], row["better"] == "more", float(row["high_from"]),
            float(row["medium_from"]), Grade[row["lowest"].upper()],
        )
        for row in _rows()
        if row["edition"] == wanted
    }  # fmt: skip


def _rows() -> list[dict[str, str]]:
    with _THRESHOLDS.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def grades(parts: Mapping[str, ArrayLike], *, edition: str | None = None) -> Grades:
    """Grades of many figures at once: part to its values, NaN where nobody knows.

    Percentages are 0 to 100, ages in days (infinite: never audited). All arrays are of one
    length. Refuses a part that has no threshold, and arrays that do not pair up.
    """
    known = thresholds(edition)
    arrays = {name: np.asarray(values, dtype=np.float64) for name, values in parts.items()}
    unknown = sorted(set(arrays) - set(known))
    if unknown:
        expected = ", ".join(known)
        raise Refusal(_("there is no such part"), found=", ".join(unknown), expected=expected)
    if len({array.shape for array in arrays.values()}) != 1:
        raise Refusal(_("the parts do not pair up"), expected=_("one value an item in each"))
    graded = {name: _graded(array, known[name]) for name, array in arrays.items()}
    return Grades(edition or editions()[-1], _weakest(graded), graded)


def _graded(values: FloatArray, threshold: Threshold) -> NDArray[np.int8]:
    sign = 1.0 if threshold.more_is_better else -1.0
    with np.errstate(invalid="ignore"):
        high = sign * values >= sign * threshold.high_from
        medium = sign * values >= sign * threshold.medium_from
    found = np.where(high, Grade.HIGH, np.where(medium, Grade.MEDIUM, Grade.LOW))
    found = np.maximum(found, threshold.lowest)
    return np.where(np.isnan(values), Grade.UNKNOWN, found).astype(np.int8)


def _weakest(graded: Mapping[str, NDArray[np.int8]]) -> NDArray[np.int8]:
    stacked = np.stack(list(graded.values()))
    # What is not known cannot be the weakest.
    lowest = np.where(stacked == Grade.UNKNOWN, Grade.HIGH, stacked).min(axis=0)
    needed = [graded[name] for name in NEEDED if name in graded]
    enough = len(needed) == len(NEEDED) and np.all(np.stack(needed) != Grade.UNKNOWN, axis=0)
    return np.where(enough, lowest, Grade.UNKNOWN).astype(np.int8)


def blocks_good(overall: ArrayLike) -> NDArray[np.bool_]:
    """Whether data of these grades are too poor for a figure to stand behind a "good" judgement."""
    return np.asarray(overall) == Grade.LOW
