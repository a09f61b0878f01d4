"""One request of `almoner spc`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from almoner.cli import fields as take
from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.signals.chart_choice import KINDS as SERIES_KINDS
from almoner.signals.charts import CHARTS, WITH_DENOMINATOR
from almoner.signals.process_reading import MINIMUM_FIX
from almoner.signals.running_charts import RUNNING, Gather

IMPROVEMENT = {"increase": 1, "decrease": -1, "neutral": 0}

SPELLINGS = {"p'": "pp", "u'": "up", "p_prime": "pp", "u_prime": "up", "i": "xmr"}

SETTINGS = ("ewma_weight", "ewma_width", "cusum_allowance", "cusum_decision")
"""Of the charts that gather a series up, in the order of Gather."""

KNOWN = frozenset(
    {
        "id",
        "dates",
        "values",
        "numerator",
        "denominator",
        "multiplier",
        "improvement_direction",
        "target",
        "rebase",
        "auto_rebase",
        "fix_after_n_points",
        "screen_outliers",
        "chart",
        "kind",
        *SETTINGS,
    }
)

Numbers = list[float | None]


@dataclass(slots=True)
class SeriesRequest:
    """One series as asked for, in order of date."""

    id: str | int
    dates: list[str]
    values: Numbers
    denominator: Numbers | None
    multiplier: float
    improvement: int
    target: float | None
    rebase: list[str]
    stable_shift: bool
    fix_after: int
    screen: bool
    chart: str
    chart_asked: bool
    kind: str
    gather: Gather
    warnings: list[str]


def understand(fields: dict[str, Any]) -> SeriesRequest:
    """The request in one JSON object. Raises Refusal naming the field."""
    chart = _chart(fields)
    dates = take.dates(fields, "dates")
    values, denominator = _numbers(fields, chart)
    warnings = take.unknown(fields, KNOWN)
    if dates:
        dates, values, denominator = _in_order(dates, values, denominator, warnings)
    direction = take.choice(fields, "improvement_direction", tuple(IMPROVEMENT), "neutral")
    return SeriesRequest(
        id=fields["id"],
        dates=dates,
        values=values,
        denominator=denominator,
        multiplier=take.number(fields, "multiplier", 1.0) or 1.0,
        improvement=IMPROVEMENT[direction],
        target=take.number(fields, "target"),
        rebase=_rebase(fields, dates, warnings),
        stable_shift=take.choice(fields, "auto_rebase", ("none", "stable_shift"), "none") != "none",
        fix_after=take.whole(fields, "fix_after_n_points", 0, minimum=MINIMUM_FIX) or 0,
        screen=take.flag(fields, "screen_outliers", default=True),
        chart=chart,
        chart_asked=fields.get("chart") is not None,
        kind=take.choice(fields, "kind", SERIES_KINDS, "measure"),
        gather=_gather(fields),
        warnings=warnings,
    )


def _chart(fields: dict[str, Any]) -> str:
    asked = fields.get("chart")
    if isinstance(asked, str):
        asked = asked.lower()
        asked = SPELLINGS.get(asked, asked)
    return take.choice({"chart": asked}, "chart", (*CHARTS, *RUNNING, "auto"), "xmr")


def _gather(fields: dict[str, Any]) -> Gather:
    """Settings of EWMA and CUSUM. Raises Refusal for one that cannot be."""
    usual = Gather()
    asked = []
    for name, default in zip(SETTINGS, usual, strict=True):
        found = take.number(fields, name, default)
        most = 1.0 if name == "ewma_weight" else 100.0
        least_of_all = 0.0 if name == "cusum_allowance" else 1e-9
        if found is None or not least_of_all <= found <= most:
            raise take.refuse(name, found, _("a number above 0, up to {most:g}").format(most=most))
        asked.append(found)
    return Gather(*asked)


def _numbers(fields: dict[str, Any], chart: str) -> tuple[Numbers, Numbers | None]:
    """Values, or numerators with their denominators where the chart takes them."""
    if "denominator" not in fields and "numerator" not in fields:
        if chart in WITH_DENOMINATOR:
            raise take.refuse("numerator", None, _("numerator and denominator for this chart"))
        return take.numbers(fields, "values", nulls=True), None
    numerator = take.numbers(fields, "numerator", nulls=True)
    denominator = take.numbers(fields, "denominator", nulls=True)
    if len(numerator) != len(denominator):
        raise take.refuse("denominator", len(denominator), f"{len(numerator)}")
    return numerator, denominator


def _rebase(fields: dict[str, Any], dates: list[str], warnings: list[str]) -> list[str]:
    """Dates that open a group; those that are not in the series are warned of."""
    rebase = take.dates(fields, "rebase")
    if rebase and not dates:
        raise take.refuse("rebase", rebase, _("dates for the values, when there is a rebase"))
    unused = [day for day in rebase if day not in dates]
    words = _("rebase on {date} was not used: it is not a date of the series")
    warnings += [words.format(date=day) for day in unused]
    return [day for day in rebase if day not in unused]


def _in_order(
    dates: list[str], values: Numbers, denominator: Numbers | None, warnings: list[str]
) -> tuple[list[str], Numbers, Numbers | None]:
    """All sorted by date. Raises Refusal where dates do not pair up with values one to one."""
    if len(dates) != len(values):
        raise Refusal(
            _("dates and values do not pair up"),
            column="dates",
            found=len(dates),
            expected=_("{n} dates, one a value").format(n=len(values)),
        )
    if len(set(dates)) != len(dates):
        twice = next(day for day in dates if dates.count(day) > 1)
        raise take.refuse("dates", twice, _("each date once"))
    ordered = sorted(dates)
    if ordered == dates:
        return dates, values, denominator
    warnings.append(_("the points were put in order of date"))
    order = sorted(range(len(dates)), key=dates.__getitem__)
    sizes = None if denominator is None else [denominator[at] for at in order]
    return ordered, [values[at] for at in order], sizes
