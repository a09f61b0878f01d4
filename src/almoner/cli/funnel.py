"""`almoner funnel`: funnel limits with over-dispersion, JSON lines in and out."""

from __future__ import annotations

from typing import Annotated, Any

import numpy as np
import typer

from almoner.cli import fields as take
from almoner.cli.json_lines import Fields, one_by_one, plain, print_schema
from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.signals.batch import FloatArray
from almoner.signals.funnel import KINDS, RATIO_METHODS, Funnel, expected_events, fit_funnel
from almoner.signals.intervals import levels

app = typer.Typer()

KNOWN = frozenset(
    {
        "id",
        "kind",
        "numerator",
        "denominator",
        "group",
        "overdispersion",
        "sr_method",
        "trim_by",
        "multiplier",
        "limits",
        "target",
    }
)

_LIST = {"type": "array", "items": {"type": ["number", "null"]}}
_LIMITS = {
    "type": "object",
    "description": "by level, such as 95 and 99.8",
    "additionalProperties": {
        "type": "object",
        "properties": {
            name: {**_LIST, "description": words}
            for name, words in {
                "lower": "plain: chance alone",
                "upper": "plain: chance alone",
                "adjusted_lower": "with over-dispersion; null without",
                "adjusted_upper": "with over-dispersion; null without",
                "outside": "1 above, -1 below, 0 within the limits in use",
            }.items()
        },
    },
}

SCHEMA = {
    "input": {
        "type": "object",
        "required": ["id", "kind", "numerator", "denominator"],
        "properties": {
            "id": {"type": ["string", "integer"]},
            "kind": {"enum": list(KINDS)},
            "numerator": {**_LIST, "description": "events; observed events for a ratio"},
            "denominator": {**_LIST, "description": "cases, exposure, or expected events"},
            "group": {"type": "array", "description": "the place of each count; summed by place"},
            "overdispersion": {"enum": ["none", "additive"], "default": "additive"},
            "sr_method": {
                "enum": [*RATIO_METHODS, None],
                "description": "for ratio (default SHMI) and rate (default CQC)",
            },
            "trim_by": {"type": "number", "default": 0.1},
            "multiplier": {"type": "number", "default": 1},
            "limits": {**_LIST, "default": [95, 99.8]},
            "target": {"type": ["number", "null"], "description": "in place of the pooled value"},
        },
    },
    "output": {
        "type": "object",
        "properties": {
            "id": {"type": ["string", "integer"]},
            "kind": {"enum": list(KINDS)},
            "phi": {
                "type": "number",
                "description": "over-dispersion; 1 where chance explains all",
            },
            "tau2": {"type": "number", "description": "variance between places, transformed"},
            "target": {"type": "number", "description": "times the multiplier"},
            "adjusted": {"type": "boolean", "description": "adjusted limits decide the outliers"},
            "group": {"type": "array"},
            "numerator": _LIST,
            "denominator": _LIST,
            "value": {**_LIST, "description": "times the multiplier"},
            "limits": _LIMITS,
            "outlier": {"type": "array", "description": "outside the widest limits in use"},
            "groups": {"type": "array", "description": "the same, one object a place"},
            "warnings": {"type": "array", "items": {"type": "string"}},
            "error": {"type": "string", "description": "only with id, when a line is refused"},
        },
    },
}


def _summed(
    names: list[Any], x: FloatArray, n: FloatArray
) -> tuple[list[Any], FloatArray, FloatArray]:
    """Counts added up by place, in order of first appearance."""
    order = list(dict.fromkeys(names))
    number = {name: position for position, name in enumerate(order)}
    where = np.array([number[name] for name in names], dtype=np.int64)
    totals = [np.zeros(len(order)), np.zeros(len(order))]
    for total, part in zip(totals, (x, n), strict=True):
        np.add.at(total, where, part)
    return order, totals[0], totals[1]


def _read(fields: Fields) -> tuple[list[Any], FloatArray, FloatArray]:
    x = np.array(take.numbers(fields, "numerator", nulls=True), dtype=np.float64)
    n = np.array(take.numbers(fields, "denominator", nulls=True), dtype=np.float64)
    if len(x) != len(n):
        raise take.refuse("denominator", len(n), _("{n} numbers").format(n=len(x)))
    names = fields.get("group")
    if names is None:
        return list(range(1, len(x) + 1)), x, n
    if not isinstance(names, list) or len(names) != len(x):
        raise take.refuse("group", names, _("a list of {n} names").format(n=len(x)))
    if not all(isinstance(name, str | int) for name in names):
        raise take.refuse("group", names, _("names, each a text or whole number"))
    return _summed(names, x, n)


def _limits(
    funnel: Funnel, value: FloatArray, n: FloatArray, level: float, multiplier: float, used: bool
) -> dict[str, list[Any]]:
    low, high = funnel.limits(n, level, adjusted=False)
    found = {"lower": plain(low * multiplier), "upper": plain(high * multiplier)}
    empty: list[Any] = [None] * len(n)
    adjusted_low, adjusted_high = empty, empty
    if used:
        both = funnel.limits(n, level, adjusted=True)
        adjusted_low, adjusted_high = (plain(part * multiplier) for part in both)
    side = funnel.outside(value, n, level, adjusted=used and funnel.overdispersed)
    return {
        **found,
        "adjusted_lower": adjusted_low,
        "adjusted_upper": adjusted_high,
        "outside": side.astype(int).tolist(),
    }


def _levels(fields: Fields) -> list[float]:
    """Levels of the limits, as fractions."""
    asked = take.numbers(fields, "limits") if fields.get("limits") else [95, 99.8]
    try:
        return np.atleast_1d(levels(asked)).tolist()
    except Refusal as refusal:
        refusal.column = "limits"
        raise


def answer(fields: Fields) -> Fields:
    """The funnel one line asks for. Raises Refusal naming the field."""
    kind = take.choice(fields, "kind", KINDS, None)
    adjust = take.choice(fields, "overdispersion", ("none", "additive"), "additive") == "additive"
    method = take.choice(fields, "sr_method", RATIO_METHODS, "") or None
    multiplier = take.number(fields, "multiplier", 1.0) or 1.0
    asked = _levels(fields)
    names, x, n = _read(fields)
    funnel = fit_funnel(
        kind,
        x,
        n,
        method=method,
        trim_by=take.number(fields, "trim_by", 0.1) or 0.0,
        target=take.number(fields, "target"),
    )
    n = expected_events(kind, funnel.method, n)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.where(n > 0, x / n, np.nan)
    limits = {
        f"{level * 100:g}": _limits(funnel, value, n, level, multiplier, adjust)
        for level in sorted(asked)
    }
    outlier = [bool(side) for side in limits[list(limits)[-1]]["outside"]]
    columns = {
        "group": names,
        "numerator": plain(x),
        "denominator": plain(n),
        "value": plain(value * multiplier),
        "outlier": outlier,
    }
    return {
        "id": fields["id"],
        "kind": kind,
        "phi": funnel.dispersion.phi,
        "tau2": funnel.dispersion.tau2 if adjust else 0.0,
        "target": plain(np.array(funnel.target * multiplier)),
        "adjusted": adjust and funnel.overdispersed,
        **columns,
        "limits": limits,
        "groups": _by_place(columns, limits),
        "warnings": take.unknown(fields, KNOWN),
    }


def _by_place(columns: dict[str, list[Any]], limits: dict[str, dict[str, Any]]) -> list[Fields]:
    return [
        {name: column[at] for name, column in columns.items()}
        | {
            "limits": {
                level: {name: column[at] for name, column in parts.items()}
                for level, parts in limits.items()
            }
        }
        for at in range(len(columns["group"]))
    ]


@app.command()
def funnel(
    schema: Annotated[bool, typer.Option("--schema", help=_("Print the fields and stop."))] = False,
) -> None:
    """Read counts by place as JSON lines; write funnel limits and outliers as JSON lines."""
    if schema:
        print_schema(SCHEMA)
        return
    one_by_one(answer)
