"""The lines that answer `almoner spc`."""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np

from almoner.cli.spc_reading import WHY_STABLE, Plan
from almoner.reference.language import _
from almoner.signals.batch import SeriesBatch
from almoner.signals.icons import ASSURANCE_ICONS, VARIATION_ICONS
from almoner.signals.process_reading import SHORT_GROUP, ProcessReading
from almoner.signals.special_causes import KINDS, POINT_TYPES

LIMIT_NAMES = ("mean", "lpl", "upl", "near_lower", "near_upper")

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
        if stop > start and self.number[start] == self.number[stop - 1]:
            text = texts[self.number[start]]
            return "[" + (text + ",") * (stop - start - 1) + text + "]"
        return "[" + ",".join([texts[at] for at in self.number[start:stop]]) + "]"


def answers(plans: Sequence[Plan], batch: SeriesBatch, reading: ProcessReading) -> list[str]:
    """One JSON line a series. Written by hand: a general encoder takes four times as long."""
    text = LimitText(reading)
    kinds = [_QUOTED_KINDS[code] for code in reading.kind.tolist()]
    types = [_QUOTED_TYPES[code] for code in reading.point_type.tolist()]
    offsets = batch.offsets.tolist()
    lines = []
    for number, made in enumerate(plans):
        start, stop = offsets[number], offsets[number + 1]
        span = slice(start, stop)
        days = [f'"{day}"' for day in made.request.dates] or ["null"] * (stop - start)
        values = _value_texts(made, batch, span)
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
            f'{{"id":{json.dumps(made.request.id)},"dates":[{",".join(days)}],'
            f'"values":[{",".join(values)}],{limits}'
            f'"kind":[{",".join(kinds[span])}],"point_type":[{",".join(types[span])}],'
            f'"points":[{points}],'
            f'"variation_icon":{_QUOTED_VARIATION[reading.variation[number]]},'
            f'"assurance_icon":{_QUOTED_ASSURANCE[reading.assurance[number]]},'
            f'"chart":"{made.chart}","chart_reason":{_json(made.reasons)},'
            f'"statistic":{_json(made.statistic) if made.statistic else "null"},'
            f'"rebases":{_json(_rebases(made))},'
            f'"warnings":{_json(_warnings(made, reading, span))}}}'
        )
    return lines


def _json(found: object) -> str:
    return json.dumps(found, ensure_ascii=False) if found else "[]"


def _value_texts(made: Plan, batch: SeriesBatch, span: slice) -> list[str]:
    """Values as they were given, or as they were computed from numerator and denominator."""
    if made.request.denominator is None and made.request.multiplier == 1:
        given = made.request.values
    else:
        given = [None if value != value else value for value in batch.values[span].tolist()]
    return ["null" if value is None else repr(value) for value in given]


def _rebases(made: Plan) -> list[dict[str, object]]:
    """Where a new group opens, and who opened it."""
    dates = made.request.dates
    return [
        {
            "position": at,
            "date": dates[at] if dates else None,
            "by": WHY_STABLE if at in made.found else "request",
        }
        for at in made.opens
    ]


def _warnings(made: Plan, reading: ProcessReading, span: slice) -> list[str]:
    """What the reader of one series should know of it."""
    found = list(made.request.warnings)
    if made.found:
        words = _(
            "rebased automatically at {n} points: confirm each, with a reason, or leave it out"
        )
        found.append(words.format(n=len(made.found)))
    short = reading.short[span]
    if short.any():
        groups, sizes = np.unique(reading.group[span][short], return_counts=True)
        words = _("group {group} has {n} points, under {least}: its limits are provisional")
        found += [
            words.format(group=group + 1, n=size, least=SHORT_GROUP)
            for group, size in zip(groups.tolist(), sizes.tolist(), strict=True)
        ]
    return found
