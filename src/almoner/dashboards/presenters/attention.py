"""What needs attention now, and what is good: with the reason in words.

Only where the publisher or the catalogue says which way is good, and only for figures of the last
three years: an old figure is no news.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from almoner.catalogue.published import Polarity, PublishedIndicator
from almoner.dashboards.addresses import indicator_address
from almoner.dashboards.figures import Figure, figure, is_count, ordinal_of, title_of
from almoner.dashboards.presenters.signal import kind_words, signal
from almoner.dashboards.presenters.tile import compared, period_of
from almoner.measurements.history import History
from almoner.measurements.models import Series
from almoner.reference.areas import Area

NEWS = timedelta(days=3 * 366)
"""How old the end of a period may be, beside the newest figure of the council, to be news."""

WORST_OR_BEST = 4
SPECIAL_CAUSE = 2
OUTER_QUARTER = 1


@dataclass(frozen=True)
class Reason:
    """One indicator in the list, with why it is there.

    The list is in order of `weight`, then of `place`: the rank as a share of those ranked.
    """

    code: str
    title: str
    address: str
    figure: Figure
    period: str
    reasons: tuple[str, ...]
    beside: str
    weight: int
    place: float


def attention(
    area: Area, held: Iterable[tuple[PublishedIndicator, Series]]
) -> tuple[list[Reason], list[Reason]]:
    """What needs attention and what is good, the most telling first."""
    judged = [pair for pair in held if _is_judged(*pair)]
    newest = max((s.ends_on for _e, s in judged if s.ends_on), default=date.min)
    recent = [(e, s) for e, s in judged if s.ends_on and newest - s.ends_on <= NEWS]
    bad = [_reason(area, entry, series, _worries(series)) for entry, series in recent]
    good = [_reason(area, entry, series, _merits(series)) for entry, series in recent]
    return _telling(bad, worst=True), _telling(good, worst=False)


def _is_judged(entry: PublishedIndicator, series: Series) -> bool:
    return entry.polarity is not Polarity.NONE and series.value is not None and not is_count(entry)


def _telling(found: list[Reason], *, worst: bool) -> list[Reason]:
    side = -1 if worst else 1
    telling = (one for one in found if one.weight)
    return sorted(telling, key=lambda one: (-one.weight, side * one.place))


def _worries(series: Series) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    if series.rank and series.ranked and series.ranked >= 8:
        if series.rank == series.ranked:
            words = _("Worst of %(ranked)s") % {"ranked": series.ranked}
            found.append((WORST_OR_BEST, words))
        elif series.quartile == 4:
            words = _("In the worst quarter: %(place)s")
            found.append((OUTER_QUARTER, words % {"place": ordinal_of(series.rank, series.ranked)}))
    return found + _special(series, "concern", _("Getting worse: %(why)s"))


def _merits(series: Series) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    if series.rank and series.ranked and series.ranked >= 8:
        if series.rank == 1:
            found.append((WORST_OR_BEST, _("Best of %(ranked)s") % {"ranked": series.ranked}))
        elif series.quartile == 1:
            words = _("In the best quarter: %(place)s")
            found.append((OUTER_QUARTER, words % {"place": ordinal_of(series.rank, series.ranked)}))
    return found + _special(series, "improvement", _("Improving: %(why)s"))


def _special(series: Series, tone: str, words: str) -> list[tuple[int, str]]:
    said = signal(series)
    if said.tone != tone:
        return []
    kinds = series_kinds(series)
    why = kind_words(kinds[-1] if kinds else "", said.arrow)
    return [(SPECIAL_CAUSE, words % {"why": why})]


def series_kinds(series: Series) -> list[str]:
    """The special-cause kind of each period; nothing where the history was not fetched."""
    if "history" in series.get_deferred_fields():
        return []
    return History.unpack(series.history).kinds


def _reason(
    area: Area,
    entry: PublishedIndicator,
    series: Series,
    weighed: list[tuple[int, str]],
) -> Reason:
    beside = compared(series.neighbours_mean, entry)
    return Reason(
        code=entry.code,
        title=title_of(entry),
        address=indicator_address(area.slug, entry.code),
        figure=figure(series.value, series.marker, entry),
        period=period_of(series),
        reasons=tuple(words for _weight, words in weighed),
        beside=_("neighbours' mean %(mean)s") % {"mean": beside} if beside else "",
        weight=sum(weight for weight, _words in weighed),
        place=series.rank / series.ranked if series.rank and series.ranked else 0.5,
    )
