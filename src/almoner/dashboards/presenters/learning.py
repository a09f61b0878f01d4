"""The teaching page: one real series read with arrows and read with limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from almoner.catalogue.published import PublishedIndicator
from almoner.dashboards.figures import in_unit, number
from almoner.dashboards.presenters.signal import POINT_WORDS
from almoner.dashboards.presenters.tile import period_words
from almoner.dashboards.wolf import Point, Tally

MOST_ROWS = 24
"""The latest periods that the table shows."""


@dataclass(frozen=True)
class BothRow:
    """One period read both ways."""

    period: str
    figure: str
    arrow: str
    light: str
    light_class: str
    limits: str
    cries_wolf: bool


LIGHT_CLASSES = {
    "red": "govuk-tag--red",
    "amber": "govuk-tag--yellow",
    "green": "govuk-tag--green",
}


def both_rows(entry: PublishedIndicator, points: Sequence[Point]) -> list[BothRow]:
    """The latest periods, the latest first."""
    return [_row(entry, one) for one in reversed(points[-MOST_ROWS:])]


def _row(entry: PublishedIndicator, one: Point) -> BothRow:
    change = in_unit(abs(one.change), entry).text
    if entry.unit == "%":
        change = _("%(by)s points") % {"by": number(abs(one.change), entry.decimals)}
    arrow = {
        1: _("↑ up %(by)s") % {"by": change},
        -1: _("↓ down %(by)s") % {"by": change},
        0: _("→ the same"),
    }[one.arrow]
    alarm = one.light == "red" if one.light else bool(one.arrow)
    return BothRow(
        period=period_words(one.period),
        figure=in_unit(one.value, entry).text,
        arrow=arrow,
        light={"red": _("Red"), "amber": _("Amber"), "green": _("Green")}.get(one.light, ""),
        light_class=LIGHT_CLASSES.get(one.light, ""),
        limits=str(POINT_WORDS.get(one.kind, _("No limits"))),
        cries_wolf=alarm and not one.special,
    )


def tally_words(found: Tally, *, judged: bool) -> str:
    """How often the arrow cried wolf, and how often it slept."""
    counts = {
        "changes": number(found.changes, 0),
        "alarms": number(found.alarms, 0),
        "false": number(found.false, 0),
        "share": number(100 * found.false / found.alarms, 0) if found.alarms else "",
        "special": number(found.special, 0),
    }
    return f"{_alarms(found, judged=judged) % counts} {_missed(found)}".strip()


def _alarms(found: Tally, *, judged: bool) -> str:
    """To be filled with the counts."""
    if not found.alarms:
        return _("Of %(changes)s changes none gave an alarm. The limits mark %(special)s of all.")
    if judged:
        return _(
            "Of %(changes)s changes %(alarms)s turned red. %(false)s of those (%(share)s%%) are "
            "within what the series usually does: the alarm was no news. The limits mark "
            "%(special)s of all."
        )
    return _(
        "Of %(changes)s changes %(alarms)s got an arrow up or down. %(false)s of those "
        "(%(share)s%%) are within what the series usually does: the arrow was no news. The "
        "limits mark %(special)s of all."
    )


def _missed(found: Tally) -> str:
    if not found.missed:
        return ""
    words = ngettext(
        "%(n)s figure that the limits mark as worse was not red: the light missed it.",
        "%(n)s figures that the limits mark as worse were not red: the light missed them.",
        found.missed,
    )
    return words % {"n": number(found.missed, 0)}
