"""The early-warning page: what is coming, why and since when; or that there is nothing to tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from almoner.catalogue.published import SERVICES
from almoner.dashboards.addresses import indicator_address
from almoner.dashboards.charts.process import ProcessPoint, ProcessWords, process_chart
from almoner.dashboards.figures import in_unit, number, possible, title_of, within
from almoner.dashboards.presenters.council import SERVICE_WORDS
from almoner.dashboards.presenters.figures_drawn import Drawn, process_words
from almoner.dashboards.presenters.tile import period_words
from almoner.dashboards.regular import short_words
from almoner.dashboards.watching import WATCH_YEARS, Read, Told
from almoner.reference.areas import Area
from almoner.reference.periods import Period
from almoner.signals.early_warning import FAR

SHOWN_YEARS = 5
"""Years of figures that the charts show; the years before are learnt from all the same."""


@dataclass(frozen=True)
class WarningWords:
    """One warning as the page says it."""

    code: str
    title: str
    address: str
    tone: str
    arrow: str
    verdict: str
    coming: str | Promise
    why: str
    since: str
    before: list[str]
    with_it: list[str]
    next_step: str | Promise
    charts: list[dict[str, object]]
    rows: list[FigureRow]


@dataclass(frozen=True)
class FigureRow:
    """One watched figure in the table beside the charts."""

    period: str
    figure: str
    expected: str
    distance: str
    warning: str
    plain: str


@dataclass(frozen=True)
class WatchedRow:
    """One series in the list of all that is watched."""

    title: str
    address: str
    chart_address: str
    latest: str
    period: str
    state: str
    plain_marks: int
    chosen: bool


@dataclass(frozen=True)
class ServicePage:
    """One service: its warnings and all its watched series."""

    service: str
    title: str | Promise
    warnings: list[WarningWords]
    rows: list[WatchedRow]


def services(
    area: Area, found: Sequence[Read], told: Sequence[Told], chosen: str
) -> list[ServicePage]:
    """The services that have a watched series, in order, each with what there is to tell."""
    pages = []
    for service in SERVICES:
        reads = [one for one in found if one.series.entry.service == service]
        mine = [one for one in told if one.lead.series.entry.service == service]
        mine.sort(key=lambda one: judged_of(one.lead))
        if reads:
            warned = [warning(area, one) for one in mine]
            rows = [_watched_row(area, one, chosen) for one in reads]
            pages.append(ServicePage(service, SERVICE_WORDS[service], warned, rows))
    return pages


def judged_of(read: Read) -> int:
    """1 where the warning is of something better, -1 of something worse, 0 of neither."""
    return read.series.entry.polarity.improvement * read.direction


def newest(found: Sequence[Read]) -> str:
    """The period of the newest figure of all that is watched, in words."""
    periods = [Period.from_code(one.series.periods[-1]) for one in found]
    return max(periods, key=lambda one: one.end).label if periods else ""


def warning(area: Area, told: Told) -> WarningWords:
    """One warning of a published series in words, with its charts."""
    read = told.lead
    address = indicator_address(area.slug, read.watched.code)
    return warning_words(told, address, charts(area, read))


def warning_words(told: Told, address: str, drawn: list[dict[str, object]]) -> WarningWords:
    """One warning in words; `address` is of the indicator, `drawn` its charts."""
    read = told.lead
    up = read.direction > 0
    judged = judged_of(read)
    return WarningWords(
        code=read.watched.code,
        title=title_of(read.series.entry),
        address=address,
        tone={1: "improvement", -1: "concern", 0: "unjudged"}[judged],
        arrow="up" if up else "down",
        verdict=_verdict(judged, up=up),
        coming=read.watched.rise if up else read.watched.fall,
        why=_why(read),
        since=period_words(read.series.periods[read.since]),
        before=[_moved(one) for one in told.before],
        with_it=[_moved(one) for one in told.others],
        next_step=_keep_it() if judged > 0 else read.watched.next_step,
        charts=drawn,
        rows=figure_rows(read),
    )


def _keep_it() -> str:
    """The next step where things became better."""
    return _(
        "Find out what was done, so that it can be kept up and told to others; and look whether "
        "another figure paid for it."
    )


def _verdict(judged: int, *, up: bool) -> str:
    side = _("Higher than was to be expected") if up else _("Lower than was to be expected")
    said = {
        1: _("this is better"),
        -1: _("this is worse"),
        0: _("neither good nor bad in itself"),
    }[judged]
    return f"{side}: {said}"


def _moved(read: Read) -> str:
    words = (
        _("%(title)s, higher since %(since)s")
        if read.direction > 0
        else _("%(title)s, lower since %(since)s")
    )
    since = period_words(read.series.periods[read.since])
    return words % {"title": title_of(read.series.entry), "since": since}


def _why(read: Read) -> str:
    words = (
        _(
            "Since %(since)s the figures lie on average %(by)s above %(level)s, the level of the "
            "years before%(season)s."
        )
        if read.by > 0
        else _(
            "Since %(since)s the figures lie on average %(by)s below %(level)s, the level of the "
            "years before%(season)s."
        )
    )
    said = words % {
        "since": period_words(read.series.periods[read.since]),
        "by": _distance(read, read.by),
        "level": in_unit(read.level, read.series.entry),
        "season": _(", with the time of year taken out") if read.has_season else "",
    }
    far = np.abs(read.score[read.since - read.learn :]).max()
    if far > FAR:
        words = _("The furthest lay %(far)s standard deviations from what was expected.")
        return f"{said} {words % {'far': number(float(far), 1)}}"
    together = _("No single figure is far out; together they are more than chance would bring.")
    return f"{said} {together}"


def _distance(read: Read, by: float) -> str:
    """How far, in the unit, with the share of the level where that says more."""
    entry = read.series.entry
    if entry.unit == "%":
        return _("%(by)s percentage points") % {"by": number(abs(by), entry.decimals)}
    share = number(100 * abs(by / read.level), 0) if read.level else "100"
    return f"{in_unit(abs(by), entry).text} ({share}%)"


def figure_rows(read: Read) -> list[FigureRow]:
    """The watched figures, the latest first."""
    entry, rows = read.series.entry, []
    for place in range(len(read.series.values) - 1, read.learn - 1, -1):
        value = read.series.values[place]
        at = place - read.learn
        low, high = read.plain[0][place], read.plain[2][place]
        rows.append(
            FigureRow(
                period=period_words(read.series.periods[place]),
                figure="" if np.isnan(value) else in_unit(float(value), entry).text,
                expected=in_unit(float(read.expected[place]), entry).text,
                distance="" if np.isnan(value) else number(float(read.score[at]), 1),
                warning=_sides(int(read.alarms[at])),
                plain=""
                if np.isnan(high)
                else _("%(low)s to %(high)s")
                % {
                    "low": in_unit(float(low), entry).text,
                    "high": in_unit(float(high), entry).text,
                },
            )
        )
    return rows


def _sides(direction: int) -> str:
    return {1: _("Warning: higher"), -1: _("Warning: lower")}.get(direction, _("None"))


def _watched_row(area: Area, read: Read, chosen: str) -> WatchedRow:
    entry, last = read.series.entry, float(read.series.values[-1])
    page = reverse("early_warning", args=[area.slug])
    return WatchedRow(
        title=title_of(entry),
        address=indicator_address(area.slug, entry.code),
        chart_address=f"{page}?series={entry.code}#series",
        latest=str(in_unit(last, entry)),
        period=period_words(read.series.periods[-1]),
        state=state_words(read),
        plain_marks=int((read.plain_signals[read.learn :] != 0).sum()),
        chosen=entry.code == chosen,
    )


def state_words(read: Read) -> str:
    """What is said of a series, warned of or not."""
    since = period_words(read.series.periods[read.since]) if read.direction else ""
    if read.warns:
        words = (
            _("Warning: higher since %(since)s")
            if read.direction > 0
            else _("Warning: lower since %(since)s")
        )
        return words % {"since": since}
    if read.direction and not read.is_new:
        words = (
            _("Not new: higher since %(since)s")
            if read.direction > 0
            else _("Not new: lower since %(since)s")
        )
        return words % {"since": since}
    if read.direction:
        return _("Moved since %(since)s, but too little to matter") % {"since": since}
    if read.drift:
        words = (
            _("Drifted: the last %(years)s years are %(by)s above those before with no clear step")
            if read.drift > 0
            else _(
                "Drifted: the last %(years)s years are %(by)s below those before with no clear step"
            )
        )
        return words % {"years": WATCH_YEARS, "by": _distance(read, read.drift)}
    return _("Nothing to tell")


def charts(area: Area, read: Read, prefix: str = "told") -> list[dict[str, object]]:
    """The series with season and memory taken out of its limits, and with plain limits."""
    found = []
    for kind in ("adjusted", "plain"):
        drawn = draw(read, kind)
        arguments = [area.slug, read.watched.code, kind]
        found.append(
            {
                "drawn": drawn,
                "spec_id": f"{prefix}-{drawn.code}-spec",
                "svg": reverse("early_warning_chart", args=[*arguments, "svg"]),
                "png": reverse("early_warning_chart", args=[*arguments, "png"]),
            }
        )
    return found


def draw(read: Read, kind: str) -> Drawn:
    """One of the two charts."""
    entry = read.series.entry
    adjusted = kind == "adjusted"
    words = process_words(entry)
    if adjusted:
        changed = {
            **words.__dict__,
            "mean": _("Expected"),
            "lower": _("Far below"),
            "upper": _("Far above"),
        }
        words = ProcessWords(**changed)
    first = max(0, len(read.series.values) - SHOWN_YEARS * read.series.a_year)
    points = [
        _point(read, place, adjusted=adjusted) for place in range(first, len(read.series.values))
    ]
    marked = sum(
        point.judgement != "common_cause"
        for point in points[-(len(read.series.values) - read.learn) :]
    )
    title = (
        _("With season and memory taken out")
        if adjusted
        else _("With plain limits, for comparison")
    )
    said = _("%(title)s: %(count)s of the last %(watched)s figures marked.") % {
        "title": title_of(entry),
        "count": marked,
        "watched": len(read.series.values) - read.learn,
    }
    code = f"{kind}-{entry.code}".replace(".", "-")
    return Drawn(code, title, said, process_chart(points, words, zero=entry.unit != "%"))


def _point(read: Read, place: int, *, adjusted: bool) -> ProcessPoint:
    value = float(read.series.values[place])
    if adjusted:
        mean = float(read.expected[place])
        limits = (mean - read.reach, mean, mean + read.reach)
        at = place - read.learn
        direction = int(read.alarms[at]) if at >= 0 else 0
    else:
        low, middle, high = (float(line[place]) for line in read.plain)
        limits = (low, middle, high)
        direction = int(read.plain_signals[place])
    entry = read.series.entry
    lower, mean_line, upper = (None if np.isnan(one) else round(one, 4) for one in limits)
    bounds = possible(entry, [float(one) for one in read.series.values if not np.isnan(one)])
    lower, upper = within(lower, bounds), within(upper, bounds)
    return ProcessPoint(
        period=short_words(read.series.periods[place]),
        value=None if np.isnan(value) else value,
        shown="" if np.isnan(value) else str(in_unit(value, entry)),
        judgement=_style(direction, entry.polarity.improvement),
        mean=mean_line,
        lower=lower,
        upper=upper,
    )


def _style(direction: int, improvement: int) -> str:
    if not direction:
        return "common_cause"
    if not improvement:
        return "special_cause_neutral_high" if direction > 0 else "special_cause_neutral_low"
    good = direction == improvement
    return "special_cause_improvement" if good else "special_cause_concern"
