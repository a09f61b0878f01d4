"""The council's own figure beside the published one, and where the two part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from almoner.casework.models import LiveValue
from almoner.casework.tiles import number_words
from almoner.casework.words import Words
from almoner.catalogue.published import PublishedIndicator, published_indicators
from almoner.measurements.history import History
from almoner.measurements.queries import history, one_series
from almoner.reference.period import Period, PeriodKind

NATION: Final = "E92000001"
_SHOWN = 6
_MONTH_ENDS = ("-30", "-31", "-28", "-29")


@dataclass(frozen=True)
class Row:
    """One period: what was published, what the records give, and how the two differ in words."""

    period: str
    published: str
    own: str
    difference: str
    because: str


@dataclass(frozen=True)
class Beside:
    """The published series of a computed indicator. `of_nation`: England's, for want of its own."""

    indicator: PublishedIndicator
    of_nation: bool
    rows: list[Row]


def published_beside(authority: str, entry: Words) -> Beside | None:
    """What is published of an indicator, the newest period first; None when nothing is."""
    indicator = published_indicators().get(entry.published_as)
    if indicator is None:
        return None
    for area in (authority, NATION):
        series = one_series(indicator.code, area)
        if series is not None:
            own = _own(authority, entry.code)
            rows = _rows(history(series), own, entry, of_nation=area != authority)
            return Beside(indicator, area != authority, rows) if rows else None
    return None


def _own(authority: str, code: str) -> dict[str, LiveValue]:
    found = LiveValue.objects.filter(
        authority=authority, unit=authority, indicator=code, breakdown=""
    )
    return {one.period: one for one in found}


def own_period(published: str) -> str:
    """The period of the records that a published one means: a day at a month's end is the month."""
    period = Period.from_code(published)
    if period.kind is PeriodKind.DAY and published.endswith(_MONTH_ENDS):
        year, month = published[1:5], published[6:8]
        return f"Y{year}" if month == "03" else f"M{year}-{month}"
    return published


def _rows(
    known: History, own: Mapping[str, LiveValue], entry: Words, *, of_nation: bool
) -> list[Row]:
    rows: list[Row] = []
    for at in range(len(known.periods) - 1, -1, -1):
        if known.values[at] is None or len(rows) == _SHOWN:
            continue
        mine = own.get(own_period(known.periods[at]))
        rows.append(_row(known, at, mine, entry, of_nation=of_nation))
    return rows


def _row(known: History, at: int, mine: LiveValue | None, entry: Words, *, of_nation: bool) -> Row:
    published = known.values[at]
    own = None if mine is None else mine.value
    difference = because = ""
    if published is not None and own is not None and not of_nation:
        sign = "+" if own > published else ""
        difference = sign + number_words(own - published, entry)
        because = _because(known, at, mine)
    return Row(
        period=Period.from_code(known.periods[at]).label,
        published=number_words(published, entry),
        own=number_words(own, entry),
        difference=difference,
        because=because,
    )


def _because(known: History, at: int, mine: LiveValue | None) -> str:
    """How much of a difference comes from who is counted, and how much from among whom."""
    above, below = known.numerators[at], known.denominators[at]
    published = known.values[at]
    if mine is None or mine.value is None or published is None:
        return ""
    if round(mine.value - published, 6) == 0:
        return _("The two agree")
    if not above or not below or not mine.numerator or not mine.denominator:
        return _("The published parts are not known")
    scale = published / (above / below)
    from_above = scale * (mine.numerator - above) / below
    from_below = mine.value - published - from_above
    return _("%(above)s from the numerator (%(own)s, published %(published)s), %(below)s from "
             "the denominator (%(own_below)s, published %(published_below)s)") % {
        "above": f"{from_above:+.1f}", "own": f"{mine.numerator:,.0f}",
        "published": f"{above:,.0f}", "below": f"{from_below:+.1f}",
        "own_below": f"{mine.denominator:,.0f}", "published_below": f"{below:,.0f}",
    }  # fmt: skip
