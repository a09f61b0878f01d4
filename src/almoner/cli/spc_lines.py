"""One request of `almoner spc`, and the line that answers it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from almoner.cli import fields as take
from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.signals.batch import SeriesBatch
from almoner.signals.icons import ASSURANCE_ICONS, VARIATION_ICONS
from almoner.signals.process_reading import MINIMUM_FIX, SHORT_GROUP, Options, ProcessReading
from almoner.signals.special_causes import KINDS, POINT_TYPES

IMPROVEMENT = {"increase": 1, "decrease": -1, "neutral": 0}

KNOWN = frozenset(
    {
        "id",
        "dates",
        "values",
        "improvement_direction",
        "target",
        "rebase",
        "fix_after_n_points",
        "screen_outliers",
    }
)

LIMIT_NAMES = ("mean", "lpl", "upl", "near_lower", "near_upper")


@dataclass(slots=True)
class SeriesRequest:
    """One series as asked for, in order of date."""

    id: str | int
    dates: list[str]
    values: list[float | None]
    improvement: int
    target: float | None
    rebase: list[str]
    fix_after: int
    screen: bool
    warnings: list[str]


def understand(fields: dict[str, Any]) -> SeriesRequest:
    """The request in one JSON object. Raises Refusal naming the field."""
    values = take.numbers(fields, "values", nulls=True)
    dates = take.dates(fields, "dates")
    warnings = take.unknown(fields, KNOWN)
    if dates:
        dates, values = _in_order(dates, values, warnings)
    direction = take.choice(fields, "improvement_direction", tuple(IMPROVEMENT), "neutral")
    rebase = take.dates(fields, "rebase")
    if rebase and not dates:
        raise take.refuse("rebase", rebase, _("dates for the values, when there is a rebase"))
    warnings += [
        _("rebase on {date} was not used: it is not a date of the series").format(date=day)
        for day in rebase
        if day not in dates
    ]
    return SeriesRequest(
        id=fields["id"],
        dates=dates,
        values=values,
        improvement=IMPROVEMENT[direction],
        target=take.number(fields, "target"),
        rebase=rebase,
        fix_after=take.whole(fields, "fix_after_n_points", 0, minimum=MINIMUM_FIX) or 0,
        screen=take.flag(fields, "screen_outliers", default=True),
        warnings=warnings,
    )


def _in_order(
    dates: list[str], values: list[float | None], warnings: list[str]
) -> tuple[list[str], list[float | None]]:
    """Dates and values sorted by date. Raises Refusal where they do not pair up one to one."""
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
        return dates, values
    warnings.append(_("the points were put in order of date"))
    order = sorted(range(len(dates)), key=dates.__getitem__)
    return ordered, [values[at] for at in order]


def together(requests: Sequence[SeriesRequest]) -> tuple[SeriesBatch, Options]:
    """The requests as one batch with its options."""
    batch = SeriesBatch.from_lists([request.values for request in requests])
    rebase = np.zeros(len(batch.values), dtype=np.bool_)
    for start, request in zip(batch.offsets.tolist(), requests, strict=False):
        for day in request.rebase:
            if day in request.dates:
                rebase[start + request.dates.index(day)] = True
    options = Options.default(
        batch,
        improvement=np.array([request.improvement for request in requests], dtype=np.int8),
        target=np.array([request.target for request in requests], dtype=np.float64),
        fix_after=np.array([request.fix_after for request in requests], dtype=np.int64),
        screen=np.array([request.screen for request in requests], dtype=np.bool_),
        rebase=rebase,
    )
    return batch, options


_QUOTED_KINDS = [json.dumps(word) for word in KINDS] + ["null"]
_QUOTED_TYPES = [json.dumps(word) for word in POINT_TYPES] + ["null"]
_QUOTED_VARIATION = [json.dumps(word) for word in VARIATION_ICONS] + ["null"]
_QUOTED_ASSURANCE = [json.dumps(word) for word in ASSURANCE_ICONS] + ["null"]


class LimitText:
    """Limits as JSON text, each distinct set written once: most points share their neighbours'."""

    def __init__(self, reading: ProcessReading) -> None:
        limits = reading.limits
        columns = (
            limits.mean,
            limits.lower,
            limits.upper,
            limits.near_lower,
            limits.near_upper,
        )
        table = np.column_stack(columns)
        fresh = np.ones(len(table), dtype=np.bool_)
        same = (table[1:] == table[:-1]) | (np.isnan(table[1:]) & np.isnan(table[:-1]))
        fresh[1:] = ~same.all(axis=1)
        rows = [
            tuple("null" if part != part else repr(part) for part in row)
            for row in table[fresh].tolist()
        ]
        number = (np.cumsum(fresh) - 1).tolist()
        template = '"mean":{},"lpl":{},"upl":{},"near_lower":{},"near_upper":{}'
        written = [template.format(*row) for row in rows]
        self.columns = [[row[part] for row in rows] for part in range(len(LIMIT_NAMES))]
        self.number = number
        self.as_point = [written[at] for at in number]

    def column(self, part: int, start: int, stop: int) -> str:
        """Limit number `part` of the points from `start` to `stop`, as a JSON list."""
        texts = self.columns[part]
        return "[" + ",".join([texts[at] for at in self.number[start:stop]]) + "]"


def answers(
    requests: Sequence[SeriesRequest], batch: SeriesBatch, reading: ProcessReading
) -> list[str]:
    """One JSON line a request. Written by hand: a general encoder takes four times as long."""
    text = LimitText(reading)
    kinds = [_QUOTED_KINDS[code] for code in reading.kind.tolist()]
    types = [_QUOTED_TYPES[code] for code in reading.point_type.tolist()]
    offsets = batch.offsets.tolist()
    lines = []
    for number, request in enumerate(requests):
        start, stop = offsets[number], offsets[number + 1]
        span = slice(start, stop)
        days = [f'"{day}"' for day in request.dates] or ["null"] * len(request.values)
        values = ["null" if value is None else repr(value) for value in request.values]
        points = ",".join(
            [
                f'{{"date":{d},"value":{v},{m},"kind":{k},"point_type":{t}}}'
                for d, v, m, k, t in zip(
                    days, values, text.as_point[span], kinds[span], types[span], strict=True
                )
            ]
        )
        limits = "".join(
            f'"{name}":{text.column(part, start, stop)},' for part, name in enumerate(LIMIT_NAMES)
        )
        lines.append(
            f'{{"id":{json.dumps(request.id)},"dates":[{",".join(days)}],'
            f'"values":[{",".join(values)}],{limits}'
            f'"kind":[{",".join(kinds[span])}],"point_type":[{",".join(types[span])}],'
            f'"points":[{points}],'
            f'"variation_icon":{_QUOTED_VARIATION[reading.variation[number]]},'
            f'"assurance_icon":{_QUOTED_ASSURANCE[reading.assurance[number]]},'
            f'"warnings":{json.dumps(_warnings(request, reading, span), ensure_ascii=False)}}}'
        )
    return lines


def _warnings(request: SeriesRequest, reading: ProcessReading, span: slice) -> list[str]:
    """What the reader of one series should know of it."""
    found = list(request.warnings)
    short = reading.short[span]
    if short.any():
        groups, sizes = np.unique(reading.group[span][short], return_counts=True)
        found += [
            _("group {group} has {n} points, under {least}: its limits are provisional").format(
                group=group + 1, n=size, least=SHORT_GROUP
            )
            for group, size in zip(groups.tolist(), sizes.tolist(), strict=True)
        ]
    return found
