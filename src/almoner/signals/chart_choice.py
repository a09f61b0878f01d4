"""Which chart fits a series, and why."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.signals.batch import FloatArray, IntArray
from almoner.signals.seasonality import Season, expected

KINDS = ("proportion", "rate", "count", "measure", "cases_between", "time_between")

FEW = 10
"""Figures under which their own spread is hardly known: limits that rest on it say little."""

RARE = 2.0
"""Events a period, on average, under which gaps between events say more than counts."""


class Choice(NamedTuple):
    """The chart (see CHARTS; or "run"), whether it is drawn of what season and memory leave, and
    why."""

    chart: str
    adjusted: bool
    memory: float
    reasons: list[str]


def choose(
    kind: str,
    numerator: FloatArray,
    denominator: FloatArray | None = None,
    *,
    season: IntArray | None = None,
    period: int = 12,
) -> Choice:
    """The chart for one series of a kind, from its own properties.

    `numerator` holds the values themselves for kinds without a denominator. `season` numbers each
    point's month or quarter from 0, where there is a calendar. Raises Refusal for an unknown kind
    or a proportion or rate without denominators.
    """
    if kind not in KINDS:
        raise Refusal(_("not a kind of series"), found=kind, expected=", ".join(KINDS))
    if kind in ("cases_between", "time_between"):
        chart = "g" if kind == "cases_between" else "t"
        return Choice(chart, False, 0.0, [_("gaps between rare events are far from normal")])
    if kind in ("proportion", "rate"):
        if denominator is None:
            raise Refusal(_("no denominators"), column="denominator")
        with np.errstate(divide="ignore", invalid="ignore"):
            values = np.where(denominator > 0, numerator / denominator, np.nan)
    else:
        values = numerator
    moved, found, carried = expected(values[np.newaxis], season, period)
    if moved.any():
        return Choice("xmr", True, float(carried[0]), _adjusted_reasons(found, float(carried[0])))
    plain_choice = _without_calendar(kind, numerator, denominator)
    count = int((~np.isnan(values)).sum())
    if plain_choice.chart in SPREAD_OF_ITS_OWN and count < FEW:
        words = _("{n} figures are too few to know their spread: only their order is read")
        return Choice("run", False, 0.0, [*plain_choice.reasons, words.format(n=count)])
    return plain_choice


SPREAD_OF_ITS_OWN = ("xmr", "pp", "up")
"""Charts whose limits rest on how the figures vary, and not on the size of what was counted."""


def _without_calendar(kind: str, numerator: FloatArray, denominator: FloatArray | None) -> Choice:
    if kind == "measure":
        return Choice("xmr", False, 0.0, [_("a measured value, with no season or memory found")])
    return _by_dispersion(kind, numerator, denominator)


def _adjusted_reasons(season: Season | None, carried: float) -> list[str]:
    reasons = []
    if season is not None and season.effect(np.arange(season.additions.shape[1])).any():
        reasons.append(_("the time of year explains part of it, and is taken out"))
    if carried > 0:
        reasons.append(
            _("each point follows the one before (correlation {r:.2f}), which is taken out").format(
                r=carried
            )
        )
    return reasons


def _by_dispersion(kind: str, numerator: FloatArray, denominator: FloatArray | None) -> Choice:
    """The plain chart where points vary as chance alone would have them, else the wider one."""
    ratio, p_value = excess_variation(kind, numerator, denominator)
    if kind == "count":
        if float(np.nanmean(numerator)) < RARE:
            return Choice("c", False, 0.0, [_("few events: consider the time between them")])
        if p_value < 0.05:
            words = _("counts vary {ratio:.1f} times as much as chance would have them")
            return Choice("xmr", False, 0.0, [words.format(ratio=ratio)])
        return Choice("c", False, 0.0, [_("counts vary as chance would have them")])
    plain, primed = ("p", "pp") if kind == "proportion" else ("u", "up")
    if p_value < 0.05:
        words = _("points vary {ratio:.1f} times as much as their denominators explain")
        return Choice(primed, False, 0.0, [words.format(ratio=ratio)])
    return Choice(plain, False, 0.0, [_("points vary as their denominators explain")])


def excess_variation(
    kind: str, numerator: FloatArray, denominator: FloatArray | None
) -> tuple[float, float]:
    """Variance between neighbours over that of chance, and how often chance would show as much.

    From differences of neighbours, so that a slow change of level does not count.
    """
    n = np.ones(len(numerator)) if denominator is None else denominator
    there = ~np.isnan(numerator) & (n > 0)
    x, n = numerator[there], n[there]
    if len(x) < 3 or not x.sum():
        return 1.0, 1.0
    level = x.sum() / n.sum()
    chance = (level * (1 - level) if kind == "proportion" else level) / n
    if not (chance > 0).all():
        return 1.0, 1.0
    steps = np.diff(x / n)
    ratio = float((steps**2 / (chance[1:] + chance[:-1])).mean())
    # Imported here: it takes half a second, and most series never ask.
    from scipy import special

    # Neighbouring differences share a point: two thirds of their number are worth having.
    freedom = 2 * len(steps) / 3
    return ratio, float(special.chdtrc(freedom, ratio * freedom))
