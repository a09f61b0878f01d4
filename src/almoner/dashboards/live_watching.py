"""Early warning over all teams of an authority, with the false alarms among them bounded.

One series looked at alone may cry wolf now and then; hundreds of them would do so every week. A
warning is told where a run as far out as this would hardly be seen anywhere among all series that
are watched, if nothing happened in any of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from almoner.casework.models import LiveValue
from almoner.casework.queries import Unit
from almoner.casework.tiles import ended
from almoner.casework.words import words_of
from almoner.dashboards.live_series import entry_of, history_of
from almoner.dashboards.live_watched import LIVE_WATCHED
from almoner.dashboards.regular import regular
from almoner.dashboards.watching import Read, Told, grouped, read
from almoner.reference.period import Period
from almoner.signals.early_warning import chance_of_run

FALSE_WARNINGS = 1.0
"""How many of the warnings that stand at any time may be chance, over the whole authority."""

TOGETHER = 3
"""Teams of one service that move the same way at once have one cause above them."""

LEAST_LEVEL = 3.0
"""A month's level under which a series is not watched: a case more or less would be news."""


@dataclass(frozen=True)
class TeamRead:
    """One watched series of one unit, and how seldom a run so far out comes by chance."""

    unit: Unit
    read: Read
    chance: float


@dataclass(frozen=True)
class LiveTold:
    """One thing to tell: of one unit, or of several teams that moved together."""

    units: tuple[Unit, ...]
    told: Told
    chance: float

    @property
    def key(self) -> tuple[str, str, int]:
        """What is remembered once it has been told: indicator, unit, direction."""
        return (self.told.lead.watched.code, self.units[0].code, self.told.lead.direction)


@dataclass(frozen=True)
class Watching:
    """Everything that was looked at, and what of it is told."""

    reads: list[TeamRead]
    told: list[LiveTold]
    level: float


def watching(authority: str, units: Sequence[Unit]) -> Watching:
    """Read every watched series of these units, and choose what to tell."""
    found = [one for one in _reads(authority, units) if one]
    level = FALSE_WARNINGS / len(found) if found else 0.0
    strong = [one for one in found if one.read.warns and one.chance <= level]
    return Watching(found, _together(_by_unit(strong, found)), level)


def chance_of(found: Read) -> float:
    """How often a steady series would show a run as far out as the warning that stands."""
    return chance_of_run(found.score, found.since - found.learn, found.direction)


def _reads(authority: str, units: Sequence[Unit]) -> Iterable[TeamRead | None]:
    codes = [one.code for one in LIVE_WATCHED]
    entries = {code: entry_of(words) for code, words in words_of(codes).items()}
    rows = LiveValue.objects.filter(
        authority=authority,
        indicator__in=entries,
        unit__in=[one.code for one in units],
        breakdown="",
        period__startswith="M",
    )
    kept: dict[tuple[str, str], list[LiveValue]] = defaultdict(list)
    for row in rows.order_by("period"):
        kept[row.unit, row.indicator].append(row)
    for unit in units:
        for one in LIVE_WATCHED:
            values = ended(kept.get((unit.code, one.code), []))
            if not values or not _is_busy(values):
                continue
            series = regular(entries[one.code], history_of(values, entries[one.code]))
            seen = read(series, one) if series else None
            yield TeamRead(unit, seen, chance_of(seen)) if seen else None


def _is_busy(values: Sequence[LiveValue]) -> bool:
    known = [one.value for one in values if one.value is not None]
    return bool(known) and sum(known) / len(known) >= LEAST_LEVEL


def _by_unit(strong: list[TeamRead], found: list[TeamRead]) -> list[LiveTold]:
    """What one cause explains within a unit is told once, led by what came first."""
    told = []
    for unit in {one.unit.code: one.unit for one in strong}.values():
        mine = {one.read.watched.code: one for one in strong if one.unit == unit}
        reads = [one.read for one in found if one.unit == unit]
        for group in grouped(reads, LIVE_WATCHED):
            members = [group.lead, *group.others]
            chances = [mine[one.watched.code].chance for one in members if one.watched.code in mine]
            if chances:
                told.append(LiveTold((unit,), group, min(chances)))
    return told


def _together(told: list[LiveTold]) -> list[LiveTold]:
    """Teams of one service that moved alike are one; a whole that moved tells for its teams."""
    alike: dict[tuple[str, str, int], list[LiveTold]] = defaultdict(list)
    for one in told:
        lead = one.told.lead
        alike[lead.series.entry.service, lead.watched.code, lead.direction].append(one)
    made = []
    for members in alike.values():
        teams = [one for one in members if one.units[0].kind == "team"]
        wholes = sorted(
            (one for one in members if one.units[0].kind != "team"),
            key=lambda one: one.units[0].kind == "council",
        )
        if wholes and len(teams) >= TOGETHER:
            first = wholes[0]
            units = (first.units[0], *(one.units[0] for one in teams))
            made.append(LiveTold(units, first.told, first.chance))
        elif len(teams) >= TOGETHER:
            best = min(teams, key=lambda one: one.chance)
            made.append(LiveTold(tuple(one.units[0] for one in teams), best.told, best.chance))
        else:
            # A service whose one team moved has moved by that team: the team is named.
            made += teams or wholes[:1]
    return sorted(made, key=lambda one: one.chance)


def whole_months(found: Iterable[TeamRead]) -> str:
    """The last whole month that was read, as its code; "" where nothing was."""
    months = [one.read.series.periods[-1] for one in found]
    return max(months, key=lambda code: Period.from_code(code).end, default="")
