"""How sure a figure is: intervals where its parts are published, else why there is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from almoner.catalogue.published import PublishedIndicator
from almoner.dashboards.figures import multiplier

Bounds = tuple[float, float] | None

SMALL = 10
"""Of fewer than this nothing can be said but that they are few."""


class Counted(Protocol):
    """A figure with the parts that it was made of."""

    @property
    def value(self) -> float | None: ...
    @property
    def numerator(self) -> float | None: ...
    @property
    def denominator(self) -> float | None: ...


class NoInterval(StrEnum):
    """Why a figure has no interval."""

    NO_VALUE = "no_value"
    NO_PARTS = "no_parts"
    NOT_COUNTED = "not_counted"
    PARTS_DIFFER = "parts_differ"
    FEW = "few"

    @property
    def words(self) -> Promise:
        """The reason, to stand after "not compared"."""
        return _REASONS[self]


_REASONS: dict[NoInterval, Promise] = {
    NoInterval.NO_VALUE: _("no figure"),
    NoInterval.NO_PARTS: _("no numerator published"),
    NoInterval.NOT_COUNTED: _("neither a percentage nor a rate"),
    NoInterval.PARTS_DIFFER: _("the published numerator does not give the published figure"),
    NoInterval.FEW: _("fewer than 10 counted among"),
}


def why_none(one: Counted, entry: PublishedIndicator) -> NoInterval | None:
    """Why a figure gets no interval; None where it gets one.

    A published figure that is not the quotient of its published parts (they were rounded, or
    counted otherwise) gets none: the interval would not be that of the figure shown.
    """
    times = multiplier(entry)
    if one.value is None:
        return NoInterval.NO_VALUE
    if times is None:
        return NoInterval.NOT_COUNTED
    if one.numerator is None or one.denominator is None:
        return NoInterval.NO_PARTS
    if one.denominator < SMALL:
        return NoInterval.FEW
    if one.numerator < 0 or (entry.unit == "%" and one.numerator > one.denominator):
        return NoInterval.PARTS_DIFFER
    if abs(times * one.numerator / one.denominator - one.value) > _tolerance(one.value, entry):
        return NoInterval.PARTS_DIFFER
    return None


def intervals(figures: Sequence[Counted], entry: PublishedIndicator) -> list[Bounds]:
    """95% intervals in the indicator's unit, None where a figure gets none.

    Wilson's for percentages; Byar's, exact under 10 events, for rates.
    """
    found: list[Bounds] = [None] * len(figures)
    fitting = [place for place, one in enumerate(figures) if why_none(one, entry) is None]
    if not fitting:
        return found
    tops = [figures[place].numerator for place in fitting]
    bottoms = [figures[place].denominator for place in fitting]
    limits = _method(entry)(tops, bottoms).times(multiplier(entry))
    for place, lower, upper in zip(fitting, limits.lower, limits.upper, strict=True):
        found[place] = (float(lower), float(upper))
    return found


def _method(entry: PublishedIndicator) -> Callable[..., Any]:
    from almoner.signals.intervals import rate, wilson  # scipy is loaded only where it is used

    return wilson if entry.unit == "%" else rate


def _tolerance(value: float, entry: PublishedIndicator) -> float:
    """Parts are rounded too (to 5 or 10 in some publications), so a whole point of a percentage
    and a hundredth of a rate are allowed."""
    return 1.0 if entry.unit == "%" else max(abs(value) / 100, 10.0**-entry.decimals)
