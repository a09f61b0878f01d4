"""A tile of the council page: one indicator of one council at a glance."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from almoner.catalogue.published import Polarity, PublishedIndicator
from almoner.dashboards.addresses import indicator_address
from almoner.dashboards.figures import Figure, figure, in_unit, is_count, ordinal_of, title_of
from almoner.dashboards.presenters.signal import Signal, signal
from almoner.dashboards.presenters.spark import spark
from almoner.measurements.history import History
from almoner.measurements.models import Series
from almoner.reference.areas import Area, areas
from almoner.reference.periods import Period
from almoner.reference.status import Status

THOUSAND = 1000
"""From here on another decimal place says nothing."""


@dataclass(frozen=True)
class Tile:
    """Everything that the template prints, as text."""

    code: str
    title: str
    address: str
    figure: Figure
    period: str
    signal: Signal
    change: str
    spark: SafeString
    polarity: str
    rank: str
    first: str
    from_lowest: str
    quartile: str
    neighbours: str
    nation: str


def tile(area: Area, entry: PublishedIndicator, series: Series) -> Tile:
    """The tile of one series."""
    held = History.unpack(series.history)
    return Tile(
        code=entry.code,
        title=title_of(entry),
        address=indicator_address(area.slug, entry.code),
        figure=figure(series.value, series.marker, entry),
        period=period_of(series),
        signal=signal(series),
        change=change_words(series, entry),
        spark=_spark(held, entry),
        polarity=polarity_words(entry),
        rank=rank_words(entry, series),
        first=first_words(entry),
        from_lowest=from_lowest_words(entry, series),
        quartile=quartile_words(series.quartile),
        neighbours="" if is_count(entry) else compared(series.neighbours_mean, entry),
        nation=_nation_words(area, series, entry),
    )


def period_of(series: Series) -> str:
    """The latest period in words, with its status where it is not final."""
    return with_status(period_words(series.period), series.status)


def period_words(code: str) -> str:
    """A period in words."""
    return Period.from_code(code).label


def with_status(words: str, status: str) -> str:
    """A period that may still change says so."""
    if status == Status.PROVISIONAL:
        return _("%(period)s (provisional)") % {"period": words}
    return words


def polarity_words(entry: PublishedIndicator) -> str:
    """Which way is good, in words."""
    return {
        Polarity.HIGHER: _("Higher is better"),
        Polarity.LOWER: _("Lower is better"),
        Polarity.RANGE: _("Best between %(low)s and %(high)s")
        % {"low": entry.range_low, "high": entry.range_high},
        Polarity.NONE: _("Neither high nor low is better in itself"),
    }[entry.polarity]


def change_words(series: Series, entry: PublishedIndicator) -> str:
    """The change since the figure before."""
    if series.value is None or series.previous_value is None:
        return ""
    before = in_unit(series.previous_value, entry).text
    if in_unit(series.value, entry) == in_unit(series.previous_value, entry):
        return _("The same as before")
    if series.value > series.previous_value:
        return _("Up from %(before)s") % {"before": before}
    return _("Down from %(before)s") % {"before": before}


def rank_words(entry: PublishedIndicator, series: Series) -> str:
    """ "47 of 153"; nothing for plain counts."""
    if series.rank is None or series.ranked is None or is_count(entry):
        return ""
    return ordinal_of(series.rank, series.ranked)


def first_words(entry: PublishedIndicator) -> str:
    """What the first place means."""
    return _("1 is highest") if entry.polarity is Polarity.NONE else _("1 is best")


def from_lowest_words(entry: PublishedIndicator, series: Series) -> str:
    """The place from the other end, where the highest is best: publishers often count from the
    lowest. Councils with equal figures share the last of their places from that end.
    """
    if entry.polarity is not Polarity.HIGHER or not rank_words(entry, series):
        return ""
    assert series.rank
    assert series.ranked
    place = ordinal_of(series.ranked - series.rank + 1, series.ranked)
    return _("%(place)s counted from the lowest") % {"place": place}


def quartile_words(quartile: int | None) -> str:
    """A quartile, where 1 is the best."""
    return {
        1: _("Best quarter"),
        2: _("Second-best quarter"),
        3: _("Second-worst quarter"),
        4: _("Worst quarter"),
    }.get(quartile or 0, "")


def compared(value: float | None, entry: PublishedIndicator) -> str:
    """A comparator's value, to one place more than the publisher shows, for it is often a mean.

    Without the unit's words, which stand beside the council's own figure.
    """
    if value is None:
        return ""
    return in_unit(value, entry, more=1 if abs(value) < THOUSAND else 0).text


def _nation_words(area: Area, series: Series, entry: PublishedIndicator) -> str:
    if series.nation_value is None or area.nation is None or is_count(entry):
        return ""
    return f"{areas().nation(area.nation).name} {in_unit(series.nation_value, entry).text}"


def _spark(held: History, entry: PublishedIndicator) -> SafeString:
    known = [(p, v) for p, v in zip(held.periods, held.values, strict=True) if v is not None]
    if len(known) < 2:
        return SafeString("")
    (first, start), (last, end) = known[0], known[-1]
    words = _("From %(start)s in %(first)s to %(end)s in %(last)s") % {
        "start": in_unit(start, entry),
        "first": period_words(first),
        "end": in_unit(end, entry),
        "last": period_words(last),
    }
    mean = held.mean[-1] if held.mean else None
    return spark(held.values, held.point_types, mean, words)
