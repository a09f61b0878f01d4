"""`almoner integrity` asked of figures in place of cases: editions, denominators, targets."""

from __future__ import annotations

from typing import Any

import numpy as np

from almoner.cli import fields as take
from almoner.cli.json_lines import Fields
from almoner.reference.language import _
from almoner.signals.batch import FloatArray, IntArray
from almoner.signals.integrity import figures

WHAT = ("cases", "vintages", "denominators", "targets")
DIRECTIONS = {"increase": 1, "decrease": -1, "neutral": 0}

# The level at which the questions of one line are asked.
_LEVEL = 0.01

_NUMBERS = {"type": "array", "items": {"type": ["number", "null"]}}

FIELDS: dict[str, Any] = {
    "what": {
        "enum": list(WHAT),
        "default": "cases",
        "description": "cases: threshold_days and rows. vintages: place, first, last. "
        "denominators: place, numerator, denominator. targets: place, period, target, value. "
        "One entry a figure in each list",
    },
    "place": {"type": "array", "description": "the place or team of each figure"},
    "period": {"type": "array", "description": "of each figure, in any form that sorts by time"},
    "first": {**_NUMBERS, "description": "as first published"},
    "last": {**_NUMBERS, "description": "as published last"},
    "rounding": {"type": "number", "default": 0, "description": "a move within it is none"},
    "numerator": _NUMBERS,
    "denominator": _NUMBERS,
    "target": _NUMBERS,
    "value": _NUMBERS,
    "improvement_direction": {
        "enum": list(DIRECTIONS),
        "default": "neutral",
        "description": "vintages: neutral counts moves whichever way. targets: needed",
    },
}
"""Schema of the fields, beside those of cases."""


def _column(fields: Fields, name: str, length: int) -> FloatArray:
    found = np.array(take.numbers(fields, name, nulls=True), dtype=np.float64)
    if len(found) != length:
        raise take.refuse(name, len(found), _("{n} values, one a place").format(n=length))
    return found


def _places(fields: Fields) -> tuple[list[Any], IntArray]:
    names = fields.get("place")
    if not isinstance(names, list) or not all(type(name) in (str, int) for name in names):
        raise take.refuse("place", names, _("a list of names, each a text or whole number"))
    order = list(dict.fromkeys(names))
    number = {name: at for at, name in enumerate(order)}
    return order, np.array([number[name] for name in names], dtype=np.int64)


def _periods(fields: Fields, length: int) -> list[int]:
    found = fields.get("period")
    if not isinstance(found, list) or len(found) != length or len(set(map(type, found))) > 1:
        raise take.refuse("period", found, _("a list of {n} periods of one kind").format(n=length))
    if found and type(found[0]) not in (str, int, float):
        raise take.refuse("period", found[0], _("a text or number"))
    place = {one: at for at, one in enumerate(sorted(set(found)))}
    return [place[one] for one in found]


def _found(fields: Fields, what: str, place: IntArray) -> list[figures.FigureQuestion]:
    n = len(place)
    if what == "denominators":
        counts = _column(fields, "numerator", n), _column(fields, "denominator", n)
        return figures.missing_denominators(place, *counts)
    direction = take.choice(fields, "improvement_direction", tuple(DIRECTIONS), "neutral")
    better = DIRECTIONS[direction]
    if what == "vintages":
        rounding = take.number(fields, "rounding", 0.0) or 0.0
        first, last = _column(fields, "first", n), _column(fields, "last", n)
        return figures.moved_vintages(place, first, last, better, rounding)
    if not better:
        raise take.refuse("improvement_direction", direction, "increase, decrease")
    target, value = _column(fields, "target", n), _column(fields, "value", n)
    return figures.moved_targets(place, _periods(fields, n), target, value, better)


def answer(fields: Fields, what: str) -> Fields:
    """What one line's figures give reason to ask. Raises Refusal naming the field.

    Ids are the numbers of the figures in the lists, from 1.
    """
    names, place = _places(fields)
    found = _found(fields, what, place)
    told = figures.asked(found, _LEVEL)
    tests = max(len(found), 1)
    lowest = min((one.p * tests for one in found), default=1.0)
    odds = (_LEVEL / max(lowest, 1e-12)) ** 0.5
    sentences = [f"{names[one.place]}: {one.evidence}" for one in told]
    sentences.append(_("This is a question worth asking, not a finding of wrong."))
    kinds = [
        {
            "kind": one.kind,
            "teams": list(dict.fromkeys(names[each.place] for each in told)),
            "ids": [int(row) + 1 for each in told for row in each.rows],
            "evidence": " ".join(sentences),
            "innocent": figures.innocent(one.kind),
            "q": min(1.0, one.p * tests),
        }
        for one in told[:1]
    ]
    return {
        "id": fields["id"],
        "suspected": bool(told),
        "score": round(odds / (1 + odds), 4),
        "kinds": kinds,
    }
