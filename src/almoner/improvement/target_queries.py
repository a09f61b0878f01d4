"""What pages and commands read of targets."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from almoner.improvement.models import BandScheme, SetBy, Target
from almoner.improvement.target_actions import ends_of
from almoner.reference.period import Period
from almoner.signals.targets import Bands, Side
from almoner.signals.targets import Target as Ends

NEAREST = (SetBy.TEAM, SetBy.LOCAL, SetBy.NATIONAL)
"""Whose target counts where several stand: the nearest to the work first."""


@dataclass(frozen=True)
class Standing:
    """The targets of one indicator and place that have not been ended, oldest period first."""

    targets: tuple[Target, ...]

    def at(self, period: str) -> Target | None:
        """The target that holds for a period: the nearest to the work, then the latest set."""
        holding = [one for one in self.targets if holds(one, period)]
        for whose in NEAREST:
            latest = [one for one in holding if one.whose == whose]
            if latest:
                return max(latest, key=lambda one: (_starts(one.first_period), one.set_at))
        return None

    def all_at(self, period: str) -> list[Target]:
        """Every target that holds for a period, the nearest to the work first."""
        holding = [one for one in self.targets if holds(one, period)]
        return sorted(holding, key=lambda one: NEAREST.index(SetBy(one.whose)))


NO_TARGETS = Standing(())
"""Nothing was ever set, or all has been ended."""


def holds(target: Target, period: str) -> bool:
    """Whether a target holds for a period: it starts in its first one or later."""
    asked = Period.from_code(period)
    if asked.start < _starts(target.first_period):
        return False
    return not target.last_period or asked.end <= Period.from_code(target.last_period).end


def ends(target: Target) -> Ends:
    """A kept target as `signals` reads it."""
    return ends_of(Side(target.side), target.low, target.high, target.acceptable)


def standing_target(indicator: str, place: str, authority: str = "") -> Standing:
    """The targets of one indicator in one place: one query."""
    return standing_targets(place, authority, [indicator]).get(indicator, NO_TARGETS)


def standing_targets(
    place: str, authority: str = "", indicators: Collection[str] | None = None
) -> dict[str, Standing]:
    """The targets of a place by indicator, all or only of those `indicators`: one query."""
    found = Target.objects.filter(authority=authority, place=place, ended_at__isnull=True)
    if indicators is not None:
        found = found.filter(indicator__in=list(indicators))
    by_indicator: dict[str, list[Target]] = {}
    for one in found.order_by("indicator", "first_period"):
        by_indicator.setdefault(one.indicator, []).append(one)
    return {code: Standing(tuple(many)) for code, many in by_indicator.items()}


def past_targets(indicator: str, place: str, authority: str = "") -> list[Target]:
    """Every target ever set for one indicator in one place, the latest first."""
    found = Target.objects.filter(authority=authority, place=place, indicator=indicator)
    return list(found.order_by("-set_at"))


def bands_of(indicator: str, period: str) -> BandScheme | None:
    """The bands of an indicator that hold for a period: the latest that start in it or before."""
    asked = Period.from_code(period).start
    holding = [
        one
        for one in BandScheme.objects.filter(indicator=indicator)
        if _starts(one.first_period) <= asked
    ]
    return max(holding, key=lambda one: (_starts(one.first_period), one.set_at), default=None)


def as_bands(scheme: BandScheme) -> Bands:
    """Kept bands as `signals` reads them."""
    return Bands(scheme.edition, tuple(scheme.cuts), tuple(scheme.labels), scheme.on_cut)


def _starts(period: str) -> date:
    return Period.from_code(period).start
