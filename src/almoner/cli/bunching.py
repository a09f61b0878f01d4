"""`almoner bunching`: values heaped just inside a limit, JSON lines in and out."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import numpy as np
import typer

from almoner.cli import fields as take
from almoner.cli.json_lines import Fields, one_by_one, plain, print_schema
from almoner.reference.language import _
from almoner.signals.bunching import Bunching, Setting
from almoner.signals.bunching import bunching as fit

app = typer.Typer()

_NUMBERS = {"type": "array", "items": {"type": "number"}}
_NUMBER = {"type": ["number", "null"]}
_PAIR = {"type": "array", "items": _NUMBER, "minItems": 2, "maxItems": 2}

SCHEMA = {
    "input": {
        "type": "object",
        "required": ["id", "values", "limit"],
        "properties": {
            "id": {"type": ["string", "integer"]},
            "values": {**_NUMBERS, "description": "nulls are passed over"},
            "limit": {"type": "number", "description": "the last value in time"},
            "bin_width": {"type": "number", "default": 1},
            "bins_left": {
                "type": "integer",
                "description": "bins below the limit's; by default as many as there are, up to 30",
            },
            "bins_right": {"type": "integer", "description": "bins above it; the same"},
            "excluded_left": {"type": "integer", "default": 4},
            "excluded_right": {"type": "integer", "default": 0},
            "degree": {"type": "integer", "default": 7, "description": "of the polynomial"},
            "rounds": {**_NUMBERS, "description": "units whose multiples get a term each"},
            "correction": {"type": "boolean", "default": True, "description": "of integration"},
            "bootstrap": {"type": "integer", "default": 200, "description": "redraws; 0 for none"},
            "confidence": {"type": "number", "default": 0.95},
            "seed": {"type": "integer", "default": 1},
        },
    },
    "output": {
        "type": "object",
        "properties": {
            "id": {"type": ["string", "integer"]},
            "B": {**_NUMBER, "description": "cases above the curve in the window up to the limit"},
            "b": {**_NUMBER, "description": "B over the curve's height at the limit"},
            "B_error": _NUMBER,
            "b_error": _NUMBER,
            "B_interval": _PAIR,
            "b_interval": _PAIR,
            "missing": {**_NUMBER, "description": "cases below the curve, excluded bins above"},
            "settled": {"type": "boolean", "description": "false: correction given up, plain fit"},
            "bins": {**_NUMBERS, "description": "top value of each bin"},
            "counts": _NUMBERS,
            "curve": {**_NUMBERS, "description": "what the polynomial expects in each bin"},
            "excluded": {"type": "array", "items": {"type": "boolean"}},
            "sentence": {"type": "string"},
            "warnings": {"type": "array", "items": {"type": "string"}},
            "error": {"type": "string", "description": "only with id, when a line is refused"},
        },
    },
}
KNOWN = frozenset(SCHEMA["input"]["properties"])


def _reach(span: float, width: float) -> int:
    """Bins that hold values on one side, no more than thirty."""
    return int(min(max(np.ceil(span / width), 1), 30)) if np.isfinite(span) else 30


def _setting(fields: Fields, values: np.ndarray) -> Setting:
    limit = take.number(fields, "limit", needed=True) or 0.0
    width = take.number(fields, "bin_width", 1.0) or 0.0
    known = values[~np.isnan(values)]
    below = limit - float(known.min()) if len(known) else np.inf
    above = float(known.max()) - limit if len(known) else np.inf
    usable = width if width > 0 else 1.0
    rounds = take.numbers(fields, "rounds") if fields.get("rounds") else []
    if any(unit <= 0 for unit in rounds):
        raise take.refuse("rounds", rounds, _("numbers above nought"))
    return Setting(
        limit=limit,
        width=width,
        left=take.whole(fields, "bins_left", _reach(below, usable), minimum=1) or 1,
        right=take.whole(fields, "bins_right", _reach(above, usable), minimum=1) or 1,
        excluded_left=take.whole(fields, "excluded_left", 4) or 0,
        excluded_right=take.whole(fields, "excluded_right", 0) or 0,
        degree=take.whole(fields, "degree", 7) or 0,
        rounds=tuple(rounds),
        correct=take.flag(fields, "correction", default=True),
    )


def _sentence(found: Bunching, limit: float) -> str:
    low, high = found.interval
    if not found.excess > 0 or not low > 0:
        return _(
            "No more cases than a smooth curve expects, beyond chance, end just inside the limit."
        )
    return _(
        "About {excess:.0f} more cases ({low:.0f} to {high:.0f}) than a smooth curve expects end "
        "just inside the limit of {limit:g}. Honest chasing makes a heap as well: compare teams."
    ).format(excess=found.excess, low=low, high=high, limit=limit)


def answer(fields: Fields) -> Fields:
    """The heap one line asks about. Raises Refusal naming the field."""
    values = np.array(take.numbers(fields, "values", nulls=True), dtype=np.float64)
    setting = _setting(fields, values)
    level = take.number(fields, "confidence", 0.95) or 0.0
    if not 0 < level < 1:
        raise take.refuse("confidence", level, _("a number between 0 and 1"))
    found = fit(
        values,
        setting,
        repeats=take.whole(fields, "bootstrap", 200) or 0,
        level=level,
        seed=take.whole(fields, "seed", 1) or 0,
    )
    numbers = {name: plain(np.array(part)) for name, part in asdict(found).items()}
    return {
        "id": fields["id"],
        "B": numbers["excess"],
        "b": numbers["normalised"],
        "B_error": numbers["excess_error"],
        "b_error": numbers["normalised_error"],
        "B_interval": numbers["interval"],
        "b_interval": numbers["normalised_interval"],
        "missing": numbers["missing"],
        "settled": found.settled,
        "bins": numbers["values"],
        "counts": numbers["counts"],
        "curve": numbers["curve"],
        "excluded": found.excluded.tolist(),
        "sentence": _sentence(found, setting.limit),
        "warnings": take.unknown(fields, KNOWN),
    }


@app.command()
def bunching(
    schema: Annotated[bool, typer.Option("--schema", help=_("Print the fields and stop."))] = False,
) -> None:
    """Read values and a limit as JSON lines; write the excess just inside it as JSON lines."""
    if schema:
        print_schema(SCHEMA)
        return
    one_by_one(answer)
