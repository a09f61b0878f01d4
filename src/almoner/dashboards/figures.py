"""Numbers as a reader sees them: rounded half up on exact decimals, by locale, with their unit."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from almoner.catalogue.published import PublishedIndicator
from almoner.reference.marker import Marker


@dataclass(frozen=True)
class Figure:
    """A value in two parts, so that a page may set the unit smaller: "17.7%" and "", or
    "£535" and "per week". A figure without a value has the marker's words as `text`."""

    text: str
    unit: str = ""
    has_value: bool = True

    def __str__(self) -> str:
        return f"{self.text} {self.unit}".strip()


def number(value: float, decimals: int) -> str:
    """`value` to so many places, half up, with thousands set apart."""
    return _number(value, decimals, get_language() or "")


@lru_cache(maxsize=16384)
def _number(value: float, decimals: int, _language: str) -> str:
    exact = Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    if exact == 0:
        exact = abs(exact)  # never "-0"
    return str(formats.number_format(exact, decimals, use_l10n=True, force_grouping=True))


def figure(value: float | None, marker: str, entry: PublishedIndicator) -> Figure:
    """A measurement's value in its unit, or why there is none."""
    if value is None:
        return Figure(marker_words(marker), has_value=False)
    named = named_grades(entry).get(value)
    return Figure(named, f"({entry.unit} {number(value, 0)})") if named else in_unit(value, entry)


_GRADE = re.compile(r"\b(\d+) ([A-Z][a-z ]+)")


def named_grades(entry: PublishedIndicator) -> dict[float, str]:
    """The names of grades as the definition lists them ("1 Outstanding, 2 Good, ..."); or none."""
    if entry.unit != "grade":
        return {}
    return {float(grade): name.strip() for grade, name in _GRADE.findall(entry.definition)}


def in_unit(value: float, entry: PublishedIndicator, *, more: int = 0) -> Figure:
    """A number in the indicator's unit, to its own places or `more`."""
    text = number(value, entry.decimals + more)
    if entry.unit == "%":
        return Figure(f"{text}%")
    if entry.unit.startswith("£"):
        signed = f"−£{text[1:]}" if text.startswith("-") else f"£{text}"
        return Figure(signed, entry.unit[1:].strip())
    return Figure(text, entry.unit)


def marker_words(marker: str) -> str:
    """Why there is no value."""
    return Marker(marker).words if marker else _("no figure")


def ordinal_of(rank: int, ranked: int) -> str:
    """A place among others: "47 of 153"."""
    return _("%(rank)s of %(ranked)s") % {"rank": number(rank, 0), "ranked": number(ranked, 0)}


def title_of(entry: PublishedIndicator) -> str:
    """The publisher's title, without a "(%)" at its end that the figure beside it says already."""
    return entry.title.removesuffix("(%)").rstrip() if entry.unit == "%" else entry.title


SHARES = ("%", "£ per", "per ", "point", "score", "grade", "deviation", "working days")
STRETCHES = ("days", "weeks", "months", "years", "hours")
TYPICAL = ("average", "mean", "median", "percentile", "length", "time")


def is_count(entry: PublishedIndicator) -> bool:
    """Whether a value is a plain number of things, or a sum of money or of time.

    Such a number says how large a council is, so its rank and the nation's total say nothing.
    """
    if entry.unit in STRETCHES:
        return not any(word in entry.title.lower() for word in TYPICAL)
    return not any(word in entry.unit for word in SHARES)


def possible(entry: PublishedIndicator, values: Iterable[float | None]) -> tuple[float, float]:
    """The least and the most that a figure can be, for limits as they are shown.

    Limits are computed without regard to it, as the method has them; but a share does not pass 100
    nor a count fall under 0, unless the figures themselves do.
    """
    known = [one for one in values if one is not None]
    counted = is_count(entry) or multiplier(entry) is not None
    may_owe = entry.unit.startswith("£") or min(known, default=0.0) < 0
    low = 0.0 if counted and not may_owe else -math.inf
    high = 100.0 if entry.unit == "%" and max(known, default=0.0) <= 100 else math.inf
    return low, high


def within(value: float | None, bounds: tuple[float, float]) -> float | None:
    """A limit as it is shown: no further than what can be."""
    return None if value is None else min(max(value, bounds[0]), bounds[1])


_PER = re.compile(r"per (1,000,000|100,000|10,000|1,000|100)\b")


def multiplier(entry: PublishedIndicator) -> int | None:
    """What a proportion or a rate is multiplied by: 100, 1,000, ...; None for anything else."""
    if entry.unit == "%":
        return 100
    found = _PER.match(entry.unit)
    return int(found[1].replace(",", "")) if found else None
