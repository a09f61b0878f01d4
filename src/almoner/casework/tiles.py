"""Live tiles: one computed indicator of a team or place at a glance, in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

import numpy as np
from django.utils import timezone
from django.utils.translation import gettext as _

from almoner.casework.headlines import FLOW, WORK
from almoner.casework.spark import Spark, spark
from almoner.casework.words import Words
from almoner.catalogue.published import Polarity
from almoner.measurements.settling import settled_series
from almoner.reference.marker import Marker
from almoner.reference.period import Period
from almoner.signals.batch import SeriesBatch
from almoner.signals.icons import VARIATION_ICONS
from almoner.signals.process_reading import ProcessReading
from almoner.signals.xmr import Options, xmr

_MONTHS_READ, _MONTHS_DRAWN = 36, 24


V = TypeVar("V", bound="Value")


class Value(Protocol):
    """One month of a series."""

    @property
    def period(self) -> str: ...
    @property
    def numerator(self) -> float | None: ...
    @property
    def denominator(self) -> float | None: ...
    @property
    def value(self) -> float | None: ...
    @property
    def marker(self) -> str: ...


@dataclass(frozen=True)
class Tile:
    """Everything that the template prints."""

    code: str
    title: str
    value: str
    unit: str
    marker: str
    period: str
    period_code: str
    out_of: str
    tone: str
    arrow: str
    signal: str
    change: str
    polarity: str
    spark: Spark | None


@dataclass(frozen=True)
class Section:
    """Tiles under a heading."""

    title: str
    tiles: list[Tile]


def sections(
    series: Mapping[str, Sequence[Value]],
    words: Mapping[str, Words],
    opened: Mapping[str, Collection[str]] | None = None,
    low: Collection[str] = (),
) -> list[Section]:
    """The tiles of the headline indicators that a place has, from their monthly values.

    `opened` has the periods of each indicator from which its limits are computed afresh; `low` are
    the indicators whose data have a low grade: nothing good is said of those.
    """
    shown = {code: values for code, values in series.items() if code in words and _alive(values)}
    variations = _variations(shown, words, opened or {})
    groups = (
        (_("Work in progress, and what is overdue"), WORK),
        (_("How it is going"), FLOW),
    )
    made = [
        Section(
            title,
            [
                _doubted(tile) if one in low else tile
                for one in codes
                if one in shown
                for tile in [_tile(words[one], shown[one], variations[one])]
            ],
        )
        for title, codes in groups
    ]
    return [section for section in made if section.tiles]


def _settle(
    batch: SeriesBatch, reading: ProcessReading, periods: Sequence[tuple[str, ...]]
) -> None:
    """Take back signals that the time of year or the month before explain."""
    common = VARIATION_ICONS.index("common_cause")
    series = {
        one: (periods[one], batch.values[batch.offsets[one] : batch.offsets[one + 1]])
        for one in np.flatnonzero(reading.variation > common).tolist()
        if not reading.group[batch.offsets[one] : batch.offsets[one + 1]].any()
    }
    reading.variation[list(settled_series(series))] = common


def _alive(values: Sequence[Value]) -> bool:
    """Whether anything was counted in the last year."""
    return any(one.numerator or one.denominator for one in values[-12:])


def _variations(
    series: Mapping[str, Sequence[Value]],
    words: Mapping[str, Words],
    opened: Mapping[str, Collection[str]],
) -> dict[str, str]:
    """What the special-cause rules say of the latest month of each series."""
    if not series:
        return {}
    read = {code: ended(values)[-_MONTHS_READ:] for code, values in series.items()}
    batch = SeriesBatch.from_lists([[one.value for one in values] for values in read.values()])
    opens = [one.period in opened.get(code, ()) for code, values in read.items() for one in values]
    better = np.array([words[code].polarity.improvement for code in series], np.int8)
    options = Options.default(batch, improvement=better, rebase=np.array(opens, dtype=np.bool_))
    reading = xmr(batch, options)
    _settle(batch, reading, [tuple(one.period for one in values) for values in read.values()])
    return {
        code: VARIATION_ICONS[number] if number >= 0 else ""
        for code, number in zip(series, reading.variation.tolist(), strict=True)
    }


def is_running(period: str) -> bool:
    """Whether a period has not ended yet, so that its figure is "so far" and says nothing yet."""
    return Period.from_code(period).end >= timezone.localdate()


def ended(values: Sequence[V]) -> list[V]:
    """The values of periods that have ended: those that may be judged."""
    today = timezone.localdate()
    return [one for one in values if Period.from_code(one.period).end < today]


def period_label(period: str) -> str:
    """A period in words, "so far" where it has not ended."""
    label = Period.from_code(period).label
    return _("%(period)s so far") % {"period": label} if is_running(period) else label


def _tile(indicator: Words, values: Sequence[Value], variation: str) -> Tile:
    last, before = values[-1], values[-2] if len(values) > 1 else None
    whole = ended(values)
    tone, arrow, said = _signal(variation, whole[-1].value if whole else None)
    drawn = values[-_MONTHS_DRAWN:]
    return Tile(
        code=indicator.code,
        title=indicator.title,
        value=number_words(last.value, indicator),
        unit="" if indicator.unit_shown == "number" else indicator.unit_shown,
        marker=Marker(last.marker).words if last.marker else "",
        period=period_label(last.period),
        period_code=last.period,
        out_of=out_of_words(last, indicator),
        tone=tone,
        arrow=arrow,
        signal=said,
        change=_change(last, before, indicator),
        polarity=polarity_words(indicator),
        spark=spark([one.value for one in drawn], _spark_words(drawn, indicator)),
    )


def _doubted(tile: Tile) -> Tile:
    """A tile whose data are graded low: it cannot be called an improvement."""
    if tile.tone != "improvement":
        return tile
    said = _("Would be improving, but its data are graded low")
    return replace(tile, tone="unjudged", signal=said)


def number_words(value: float | None, indicator: Words) -> str:
    """A value as it is shown; "" where there is none."""
    return "" if value is None else f"{value:,.{indicator.decimals_shown}f}"


def out_of_words(one: Value, indicator: Words) -> str:
    """The numbers behind a share: "31 of 40"."""
    if one.numerator is None or one.denominator is None or indicator.unit_shown != "%":
        return ""
    return _("%(numerator)s of %(denominator)s") % {
        "numerator": f"{one.numerator:,.0f}",
        "denominator": f"{one.denominator:,.0f}",
    }


def polarity_words(indicator: Words) -> str:
    """Which way is good, in words."""
    return {
        Polarity.HIGHER: _("Higher is better"),
        Polarity.LOWER: _("Lower is better"),
    }.get(indicator.polarity, _("Neither high nor low is better in itself"))


def _signal(variation: str, value: float | None) -> tuple[str, str, str]:
    """Tone, arrow and words of a variation icon."""
    if value is None:
        return "none", "", _("No figure to judge")
    found = {
        "improvement_high": ("improvement", "up", _("Improving: special cause")),
        "improvement_low": ("improvement", "down", _("Improving: special cause")),
        "concern_high": ("concern", "up", _("Getting worse: special cause")),
        "concern_low": ("concern", "down", _("Getting worse: special cause")),
        "neutral_high": ("unjudged", "up", _("Higher than usual: special cause")),
        "neutral_low": ("unjudged", "down", _("Lower than usual: special cause")),
        "common_cause": ("none", "", _("No significant change")),
    }
    return found.get(variation, ("none", "", _("Too few comparable periods to judge change")))


def _change(last: Value, before: Value | None, indicator: Words) -> str:
    if before is None or last.value is None or before.value is None:
        return ""
    shown = number_words(before.value, indicator)
    if is_running(last.period):
        return _("%(before)s in the whole month before") % {"before": shown}
    if shown == number_words(last.value, indicator):
        return _("The same as the month before")
    up = last.value > before.value
    words = (
        _("Up from %(before)s the month before")
        if up
        else _("Down from %(before)s the month before")
    )
    return words % {"before": shown}


def _spark_words(drawn: Sequence[Value], indicator: Words) -> str:
    known = [one for one in drawn if one.value is not None]
    if not known:
        return ""
    return _("From %(start)s in %(first)s to %(end)s in %(last)s") % {
        "start": number_words(known[0].value, indicator),
        "first": Period.from_code(known[0].period).label,
        "end": number_words(known[-1].value, indicator),
        "last": Period.from_code(known[-1].period).label,
    }
