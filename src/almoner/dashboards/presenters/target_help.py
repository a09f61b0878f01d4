"""Help in setting a target: what chance gives, what others reach, how fast anyone has moved."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from django.utils.translation import gettext as _

from almoner.casework.models import LiveValue
from almoner.casework.queries import the_authority, units
from almoner.dashboards.figures import in_unit
from almoner.dashboards.presenters.shown import Shown
from almoner.dashboards.presenters.targets import (
    chance_in_words,
    goal_words,
    last_limits,
    latest_place,
)
from almoner.dashboards.queries import neighbours
from almoner.measurements.history import History
from almoner.measurements.queries import indicator_series
from almoner.reference.areas import areas
from almoner.reference.period import Period, PeriodKind

if TYPE_CHECKING:
    from almoner.signals.batch import FloatArray
    from almoner.signals.targets import Target as Ends

A_YEAR = {PeriodKind.MONTH: 12, PeriodKind.QUARTER: 4}


@dataclass(frozen=True)
class Help:
    """What is known of a proposed target, a sentence each; `verdict` sums up ("" for a range)."""

    target: str
    sentences: list[str]
    verdict: str


@dataclass(frozen=True)
class Others:
    """The other places of this kind: values of the comparators, and every place's history."""

    values: FloatArray
    histories: FloatArray


def help_with(shown: Shown, goal: Ends | None, place: str, authority: str) -> Help | None:
    """What is known of `goal`; None without one, or where the series has no limits yet."""
    entry, limits = shown.entry, last_limits(shown.held)
    if goal is None or limits is None:
        return None
    mean, _lower, upper = limits
    sigma = (upper - mean) / 3
    chance = goal.chance(mean, sigma)
    sentences = [
        _("With nothing changed, the process would meet it in %(chance)s of periods.")
        % {"chance": chance_in_words(chance)}
    ]
    words = goal_words(entry, goal.low, goal.high)
    if math.isfinite(goal.low) and math.isfinite(goal.high):
        return Help(words, sentences, "")
    improvement = 1 if math.isfinite(goal.low) else -1
    others = _live_others(shown, place, authority) if authority else _others(shown, place)
    value = goal.low if improvement > 0 else goal.high
    more, verdict = _beside_others(shown, value, improvement, (mean, sigma), others)
    return Help(words, [*sentences, *more], verdict)


def _beside_others(
    shown: Shown, value: float, improvement: int, process: tuple[float, float], others: Others
) -> tuple[list[str], str]:
    from almoner.signals.target_setting import read_target

    entry, (mean, sigma) = shown.entry, process
    periods = A_YEAR.get(Period.from_code(shown.held.periods[-1]).kind, 1)
    found = read_target(
        mean, sigma, value, improvement,
        neighbours=others.values, histories=others.histories, periods=periods,
    )  # fmt: skip
    said = []
    if not math.isnan(found.best_neighbours):
        said.append(
            _("The best three of those it is compared with average %(value)s.")
            % {"value": in_unit(found.best_neighbours, entry)}
        )
    if not math.isnan(found.ever_done):
        said.append(
            _("Of all changes within a year in places like this, %(share)s were as large.")
            % {"share": chance_in_words(found.ever_done)}
        )
    if (entry.polarity.improvement or improvement) != improvement:
        said.append(_("It asks for less of what is good, or more of what is bad: is it meant so?"))
    verdicts = {
        "gift": _("It asks for nothing that is not already there."),
        "fantasy": _("Hardly anyone has ever moved so far in a year."),
        "stretch": _("It asks for a real change, of a size that others have made."),
    }
    unknown = math.isnan(found.ever_done) and found.verdict == "stretch"
    return said, "" if unknown else verdicts[found.verdict]


def _others(shown: Shown, place: str) -> Others:
    """The council's comparators, and every council of its nation."""
    here = areas().get(place)
    codes = [one.code for one in areas() if one.nation == here.nation and one.kind == here.kind]
    known = {one.area: one for one in indicator_series(shown.entry.code, areas=codes)}
    compared = neighbours(here, shown.entry.service)
    values = [
        np.nan if one.value is None else one.value
        for code, one in known.items()
        if code in compared
    ]
    unpacked = [History.unpack(one.history) for one in known.values()]
    series = [dict(zip(one.periods, one.values, strict=True)) for one in unpacked]
    return Others(np.array(values, dtype=float), _matrix(shown.held, series))


def _live_others(shown: Shown, place: str, authority: str) -> Others:
    """The other units of the same kind and service."""
    everywhere = units(the_authority(authority))
    here = next(one for one in everywhere if one.code == place)
    alike = {
        one.code
        for one in everywhere
        if (one.kind, one.service) == (here.kind, here.service) and one.code != place
    }
    rows = LiveValue.objects.filter(
        authority=authority, indicator=shown.entry.code, breakdown="", unit__in=[*alike, place]
    ).values_list("unit", "period", "value")
    by_unit: dict[str, dict[str, float | None]] = {}
    for unit, period, value in rows:
        by_unit.setdefault(unit, {})[period] = value
    at = latest_place(shown.held)
    latest = shown.held.periods[at] if at is not None else ""
    values = [by_unit[unit].get(latest) for unit in alike if unit in by_unit]
    known = [np.nan if one is None else one for one in values]
    return Others(np.array(known, dtype=float), _matrix(shown.held, list(by_unit.values())))


def _matrix(held: History, series: list[dict[str, float | None]]) -> FloatArray:
    """One row a place over the periods of `held`, NaN where there is no value."""
    rows = [
        [np.nan if one.get(code) is None else one[code] for code in held.periods] for one in series
    ]
    return np.array(rows, dtype=float).reshape(len(rows), len(held.periods))
