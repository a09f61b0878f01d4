"""The charts of the indicator page, filled from a series."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from almoner.catalogue.published import Polarity, PublishedIndicator
from almoner.dashboards.charts.caterpillar import RankedPlace, caterpillar
from almoner.dashboards.charts.lines import comparison_lines
from almoner.dashboards.charts.palette import Spec, titled
from almoner.dashboards.charts.process import ProcessPoint, ProcessWords, process_chart
from almoner.dashboards.figures import in_unit, is_count, possible, title_of, within
from almoner.dashboards.presenters.intervals import intervals
from almoner.dashboards.presenters.run_reading import read_run
from almoner.dashboards.presenters.shown import Shown, opened
from almoner.dashboards.presenters.signal import POINT_WORDS
from almoner.dashboards.presenters.target_path import Path, target_path
from almoner.dashboards.presenters.tile import period_words
from almoner.improvement.target_queries import NO_TARGETS, Standing
from almoner.measurements.history import History
from almoner.measurements.models import Rebase, Series
from almoner.measurements.rebases import levels
from almoner.reference.areas import Area, areas


@dataclass(frozen=True)
class Subject:
    """What the charts of one page are of."""

    area: Area
    entry: PublishedIndicator
    series: Series
    held: History
    elsewhere: list[Series]
    neighbours: set[str]
    targets: Standing = NO_TARGETS
    rebases: Sequence[Rebase] = ()

    @property
    def name(self) -> str:
        """The council's name."""
        return self.area.name

    @property
    def nation_name(self) -> str:
        """The name of the nation, or nothing."""
        return areas().nation(self.area.nation).name if self.area.nation else ""


@dataclass(frozen=True)
class Drawn:
    """A chart with the words beside it."""

    code: str
    title: str
    words: str
    spec: Spec


def process(subject: Shown) -> Drawn | None:
    """The process chart; None with fewer than two values."""
    if sum(value is not None for value in subject.held.values) < 2:
        return None
    spec = spec_over_time(subject, subject.held, process_words(subject.entry))
    return Drawn("process", _("Over time, with process limits"), _from_first_to_last(subject), spec)


def run(subject: Shown) -> Drawn | None:
    """The run chart: the series about its median, judged by the order of its figures alone."""
    found = read_run(subject)
    if found is None:
        return None
    words = replace(process_words(subject.entry), mean=_("Median"))
    spec = spec_over_time(subject, found.held, words)
    said = f"{_from_first_to_last(subject)} {found.tests}"
    return Drawn("run", _("Over time, about the median (run chart)"), said, spec)


def spec_over_time(subject: Shown, held: History, words: ProcessWords) -> Spec:
    """A series with the lines of `held`, its target and its new levels."""
    aims = target_path(subject.entry, held, subject.targets)
    stretch = levels(held.periods, opened(subject.rebases))
    bounds = possible(subject.entry, held.values)
    points = [
        replace(_point(subject.entry, held, place, aims[place], bounds), level=stretch[place])
        for place in range(len(held.periods))
    ]
    return process_chart(points, words, zero=_from_zero(subject.entry))


def _from_first_to_last(subject: Shown) -> str:
    held = subject.held
    known = [
        (period_words(code), str(in_unit(value, subject.entry)))
        for code, value in zip(held.periods, held.values, strict=True)
        if value is not None
    ]
    (first, start), (last, end) = known[0], known[-1]
    words = _("%(count)s periods from %(first)s to %(last)s: %(start)s at first, %(end)s at last.")
    return words % {"count": len(known), "first": first, "last": last, "start": start, "end": end}


def process_words(entry: PublishedIndicator) -> ProcessWords:
    """The words of a process chart."""
    judgements = {key: str(words) for key, words in POINT_WORDS.items()}
    return ProcessWords(
        value=entry.unit,
        period=_("Period"),
        figure=_("Figure"),
        mean=_("Mean"),
        lower=_("Lower limit"),
        upper=_("Upper limit"),
        judgement=_("Judgement"),
        judgements=judgements,
        target=_("Target"),
        rebased=_("New limits"),
    )


def lines(subject: Subject) -> Drawn | None:
    """The council beside its neighbours' mean and the nation; None where there are neither, and for
    counts, which say how large a place is."""
    held, name = subject.held, subject.area.name
    if is_count(subject.entry):
        return None
    drawn = {name: held.values}
    if any(value is not None for value in held.neighbours):
        drawn[_("Neighbours’ mean")] = held.neighbours
    if any(value is not None for value in held.nations) and subject.nation_name != name:
        drawn[subject.nation_name] = held.nations
    if len(drawn) < 2 or len(held.periods) < 2:
        return None
    labels = [period_words(code) for code in held.periods]
    spec = comparison_lines(labels, drawn, unit=subject.entry.unit, zero=_from_zero(subject.entry))
    words = _("%(name)s beside %(others)s.") % {
        "name": name,
        "others": _(" and ").join(list(drawn)[1:]),
    }
    return Drawn("compared", _("Compared over time"), words, spec)


def ranking(subject: Subject) -> Drawn | None:
    """Every council of the nation in order; None where fewer than three have a figure, and
    for counts."""
    if is_count(subject.entry):
        return None
    nation = areas().nation(subject.area.nation).code if subject.area.nation else ""
    places = [one for one in subject.elsewhere if one.value is not None and one.area != nation]
    if len(places) < 3 or all(one.area != subject.area.code for one in places):
        return None
    of_nation = next((one.value for one in subject.elsewhere if one.area == nation), None)
    spec = caterpillar(
        list(_ranked(subject, places)),
        {
            "here": subject.area.name,
            "neighbour": _("Neighbours"),
            "other": _("Other councils"),
        },
        unit=subject.entry.unit,
        nation=(subject.nation_name, of_nation) if of_nation is not None else None,
    )
    words = _("%(count)s places with a figure for %(period)s, from the lowest to the highest.")
    return Drawn(
        "ranked",
        _("Beside every council"),
        words % {"count": len(places), "period": period_words(subject.series.period)},
        spec,
    )


CHARTS: dict[str, Callable[[Subject], Drawn | None]] = {
    "process": process,
    "run": run,
    "compared": lines,
    "ranked": ranking,
}
"""The charts of the page by the name in their address: the first two show the same series."""


def for_download(subject: Subject, drawn: Drawn) -> Spec:
    """The chart with its title, place and source, so that it can stand alone."""
    source = _("Source: %(source)s. Open Government Licence v3.0.") % {
        "source": subject.entry.source
    }
    return titled(
        drawn.spec, title_of(subject.entry), f"{subject.area.name}: {drawn.title}", source
    )


def _ranked(subject: Subject, places: list[Series]) -> Iterable[RankedPlace]:
    bounds = intervals(places, subject.entry)
    for one, interval in zip(places, bounds, strict=True):
        assert one.value is not None
        yield RankedPlace(
            name=areas().get(one.area).name,
            value=one.value,
            shown=str(in_unit(one.value, subject.entry)),
            group=_group(subject, one),
            lower=interval[0] if interval else None,
            upper=interval[1] if interval else None,
        )


def _group(subject: Subject, one: Series) -> str:
    if one.area == subject.area.code:
        return "here"
    return "neighbour" if one.area in subject.neighbours else "other"


def _point(
    entry: PublishedIndicator, held: History, place: int, aim: Path, bounds: tuple[float, float]
) -> ProcessPoint:
    value = held.values[place]

    def limit(values: list[float | None]) -> float | None:
        return within(values[place], bounds) if place < len(values) else None

    return ProcessPoint(
        period=period_words(held.periods[place]),
        value=value,
        shown="" if value is None else str(in_unit(value, entry)),
        judgement=(held.point_types[place] if held.point_types else "") or "common_cause",
        mean=limit(held.mean),
        lower=limit(held.lower),
        upper=limit(held.upper),
        target_low=aim[0],
        target_high=aim[1],
    )


def _from_zero(entry: PublishedIndicator) -> bool:
    return entry.unit != "%" and entry.polarity is not Polarity.RANGE
