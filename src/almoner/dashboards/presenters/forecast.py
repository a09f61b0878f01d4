"""A forecast in words, as a table and as a chart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from almoner.catalogue.published import PublishedIndicator
from almoner.dashboards.charts.forecast import forecast_chart
from almoner.dashboards.charts.palette import Spec
from almoner.dashboards.figures import in_unit, number
from almoner.dashboards.forecasting import Answer
from almoner.dashboards.presenters.targets import chance_in_words
from almoner.dashboards.presenters.tile import period_words
from almoner.dashboards.regular import Regular, ahead, short_words

SHOWN_YEARS = 4
"""Years of known figures that the chart shows."""

TRUSTED = 0.8
"""Share of the figures held out that the 95% interval must have held."""

METHOD_WORDS = {
    "ets": gettext_lazy("exponential smoothing"),
    "theta": gettext_lazy("the theta method"),
    "seasonal_naive": gettext_lazy("the same month or quarter of last year"),
    "naive": gettext_lazy("the last figure"),
}
NAIVE = ("naive", "seasonal_naive")


@dataclass(frozen=True)
class AheadRow:
    """One period ahead."""

    period: str
    mean: str
    narrow: str
    wide: str


def rows(series: Regular, found: Answer) -> list[AheadRow]:
    """Every period ahead with its 80% and 95% interval."""
    codes = ahead(series.periods[-1], len(found["mean"]))
    narrow, wide = (list(zip(found["lower"][i], found["upper"][i], strict=True)) for i in (0, 1))
    return [
        AheadRow(
            period_words(code),
            in_unit(mean, series.entry).text,
            _between(series.entry, *narrow[place]),
            _between(series.entry, *wide[place]),
        )
        for place, (code, mean) in enumerate(zip(codes, found["mean"], strict=True))
    ]


def _between(entry: PublishedIndicator, low: float, high: float) -> str:
    return _("%(low)s to %(high)s") % {
        "low": in_unit(low, entry).text,
        "high": in_unit(high, entry).text,
    }


def words(series: Regular, found: Answer) -> list[str]:
    """How it was made, and how well it did on figures that were held out."""
    errors, method = found["error_by_method"], found["method"]
    said = [_("Made by %(method)s.") % {"method": METHOD_WORDS[method]}]
    if not errors:
        return [*said, _("The series is too short to try the forecast on figures held out.")]
    best = min((name for name in NAIVE if name in errors), key=errors.__getitem__)
    facts = {
        "points": found["points"],
        "error": _off(errors[method], series.entry),
        "naive": METHOD_WORDS[best],
        "naive_error": _off(errors[best], series.entry),
    }
    if method in NAIVE:
        said.append(
            _(
                "Tried on %(points)s figures that were held out, nothing did better than "
                "%(naive)s, which was off by %(error)s on average: more is not known."
            )
            % facts
        )
    else:
        said.append(
            _(
                "Tried on %(points)s figures that were held out it was off by %(error)s on "
                "average; %(naive)s alone would have been off by %(naive_error)s."
            )
            % facts
        )
    narrow, wide = (number(100 * share, 0) for share in found["inside"])
    held = _("The 80%% interval held %(a)s%% of them and the 95%% interval %(b)s%%.")
    said.append(held % {"a": narrow, "b": wide})
    if found["inside"][1] < TRUSTED:
        said.append(
            _(
                "That is much less than promised: the series moves in ways that its own past does "
                "not tell, so do not rely on this forecast."
            )
        )
    return said


def _off(error: float, entry: PublishedIndicator) -> str:
    """An average error in the unit."""
    if entry.unit == "%":
        return _("%(by)s percentage points") % {"by": number(error, entry.decimals)}
    return in_unit(error, entry, more=1).text


def chance_words(series: Regular, found: Answer, target: float, improvement: int) -> str:
    """The probability that the next twelve months' mean meets a target."""
    from almoner.signals.forecast import BackTest, Forecast, chance_of_meeting

    mean, sd, lower, upper = (np.array(found[one]) for one in ("mean", "sd", "lower", "upper"))
    untested = BackTest({}, np.zeros(2), 0)
    made = Forecast(found["method"], mean, sd, lower, upper, np.array([0.8, 0.95]), untested)
    chance = chance_of_meeting(made, target, improvement)
    return _(
        "The probability that the mean of the next twelve months meets %(target)s, if nothing "
        "changes: %(chance)s."
    ) % {"target": in_unit(target, series.entry), "chance": chance_in_words(chance)}


def spec(series: Regular, found: Answer) -> Spec:
    """The chart."""
    first = max(0, len(series.values) - SHOWN_YEARS * series.a_year)
    known = [
        (short_words(code), None if np.isnan(value) else float(value))
        for code, value in zip(series.periods[first:], series.values[first:], strict=True)
    ]
    codes = ahead(series.periods[-1], len(found["mean"]))
    future = [
        (
            short_words(code),
            found["mean"][place],
            (found["lower"][0][place], found["upper"][0][place]),
            (found["lower"][1][place], found["upper"][1][place]),
        )
        for place, code in enumerate(codes)
    ]
    return forecast_chart(
        known,
        future,
        unit=series.entry.unit,
        names=(_("Published"), _("Forecast, with 80% and 95% intervals")),
        zero=series.entry.unit != "%",
    )
