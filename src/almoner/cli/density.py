"""`almoner density`: a break in frequency at a cut-off, JSON lines in and out."""

from __future__ import annotations

from typing import Annotated

import numpy as np
import typer

from almoner.cli import fields as take
from almoner.cli.json_lines import Fields, one_by_one, print_schema
from almoner.reference.language import _
from almoner.signals.density import DensityBreak, density_break

app = typer.Typer()

_NUMBER = {"type": "number"}
_WINDOW = {
    "type": "object",
    "properties": {
        "left_width": _NUMBER,
        "right_width": _NUMBER,
        "left": {"type": "integer"},
        "right": {"type": "integer"},
        "p": _NUMBER,
    },
}

SCHEMA = {
    "input": {
        "type": "object",
        "required": ["id", "values"],
        "properties": {
            "id": {"type": ["string", "integer"]},
            "values": {"type": "array", "items": {"type": ["number", "null"]}},
            "cutoff": {"type": "number", "description": "values at it count as above"},
            "threshold_days": {
                "type": "integer",
                "description": "in place of cutoff: last day in time; cut half a day after",
            },
            "bandwidth": {
                "type": ["number", "null"],
                "description": "for both sides, in place of the data's own choice",
            },
        },
    },
    "output": {
        "type": "object",
        "properties": {
            "id": {"type": ["string", "integer"]},
            "cutoff": _NUMBER,
            "density_left": _NUMBER,
            "density_right": _NUMBER,
            "error_left": _NUMBER,
            "error_right": _NUMBER,
            "difference": {**_NUMBER, "description": "right minus left"},
            "difference_error": _NUMBER,
            "t": {**_NUMBER, "description": "bias corrected, jackknife"},
            "p": {**_NUMBER, "description": "two sided"},
            "bandwidth_left": _NUMBER,
            "bandwidth_right": _NUMBER,
            "used_left": {"type": "integer"},
            "used_right": {"type": "integer"},
            "windows": {
                "type": "array",
                "items": _WINDOW,
                "description": "binomial tests of even shares, the window widening",
            },
            "sentence": {"type": "string"},
            "warnings": {"type": "array", "items": {"type": "string"}},
            "error": {"type": "string", "description": "only with id, when a line is refused"},
        },
    },
}
KNOWN = frozenset(SCHEMA["input"]["properties"])


def _cutoff(fields: Fields) -> float:
    days = take.whole(fields, "threshold_days")
    if days is not None:
        return days + 0.5
    cutoff = take.number(fields, "cutoff", needed=True)
    return 0.0 if cutoff is None else cutoff


def _sentence(found: DensityBreak, cutoff: float) -> str:
    if found.p >= 0.05:
        return _("No break at {cutoff:g} that chance would not make.").format(cutoff=cutoff)
    words = (
        _("Values just below {cutoff:g} are {times:.1f} times as frequent as above (p {p:.1g}).")
        if found.t < 0
        else _("Values just above {cutoff:g} are more frequent than just below (p {p:.1g}).")
    )
    low, high = found.density
    times = low / high if high > 0 else float("inf")
    said = words.format(cutoff=cutoff, times=times, p=found.p)
    return said + " " + _("Honest chasing before a limit makes a break as well.")


def answer(fields: Fields) -> Fields:
    """The test one line asks for. Raises Refusal naming the field."""
    values = np.array(take.numbers(fields, "values", nulls=True), dtype=np.float64)
    cutoff = _cutoff(fields)
    width = take.number(fields, "bandwidth")
    if width is not None and width <= 0:
        raise take.refuse("bandwidth", width, _("a number above nought"))
    found = density_break(values, cutoff, bandwidth=None if width is None else (width, width))
    low, high = found.density
    return {
        "id": fields["id"],
        "cutoff": cutoff,
        "density_left": low,
        "density_right": high,
        "error_left": found.error[0],
        "error_right": found.error[1],
        "difference": high - low,
        "difference_error": found.difference_error,
        "t": found.t,
        "p": found.p,
        "bandwidth_left": found.bandwidth[0],
        "bandwidth_right": found.bandwidth[1],
        "used_left": found.used[0],
        "used_right": found.used[1],
        "windows": [
            {name: getattr(window, name) for name in _WINDOW["properties"]}
            for window in found.windows
        ],
        "sentence": _sentence(found, cutoff),
        "warnings": take.unknown(fields, KNOWN),
    }


@app.command()
def density(
    schema: Annotated[bool, typer.Option("--schema", help=_("Print the fields and stop."))] = False,
) -> None:
    """Read values and a cut-off as JSON lines; write whether frequency breaks there."""
    if schema:
        print_schema(SCHEMA)
        return
    one_by_one(answer)
