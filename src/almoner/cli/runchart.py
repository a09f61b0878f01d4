"""`almoner runchart`: crossings and longest run about the median, JSON lines in and out."""

from __future__ import annotations

from typing import Annotated

import numpy as np
import typer

from almoner.cli import fields as take
from almoner.cli.json_lines import Fields, one_by_one, plain, print_schema
from almoner.reference.language import _
from almoner.signals.batch import BoolArray, SeriesBatch
from almoner.signals.run_boxes import box, outside_box
from almoner.signals.run_chart import RunChart, medians, run_chart

app = typer.Typer()

METHODS = ("anhoej", "bestbox", "cutbox")

KNOWN = frozenset({"id", "values", "dates", "centre", "freeze", "method"})

WHOLE = {"type": "integer"}

SCHEMA = {
    "input": {
        "type": "object",
        "required": ["id", "values"],
        "properties": {
            "id": {"type": ["string", "integer"]},
            "dates": {"type": "array", "description": "sent back as they came"},
            "values": {"type": "array", "items": {"type": ["number", "null"]}},
            "centre": {"type": ["number", "null"], "description": "in place of the median"},
            "method": {
                "enum": list(METHODS),
                "default": "anhoej",
                "description": "bestbox and cutbox hold for 10 to 100 useful points",
            },
            "freeze": {"type": ["integer", "null"], "description": "median of the first so many"},
        },
    },
    "output": {
        "type": "object",
        "properties": {
            "id": {"type": ["string", "integer"]},
            "centre": {"type": ["number", "null"]},
            "n_obs": {**WHOLE, "description": "points with a value"},
            "n_useful": {**WHOLE, "description": "points off the centre line"},
            "longest_run": WHOLE,
            "longest_run_max": {**WHOLE, "description": "round(log2 n_useful) + 3"},
            "n_crossings": WHOLE,
            "n_crossings_min": {**WHOLE, "description": "5 % point of Binomial(n - 1, 0.5)"},
            "run_signal": {"type": "boolean"},
            "crossings_signal": {"type": "boolean"},
            "runs_signal": {"type": "boolean", "description": "by the method asked for"},
            "method": {"enum": list(METHODS), "description": "the one used"},
            "side": {"type": "array", "description": "1 above, -1 below, 0 on the centre"},
            "sentence": {"type": "string"},
            "warnings": {"type": "array"},
            "error": {"type": "string", "description": "only with id, when a line is refused"},
        },
    },
}


def answer(fields: Fields) -> Fields:
    """Runs tests of one series. Raises Refusal naming the field."""
    batch = SeriesBatch.from_lists([take.numbers(fields, "values", nulls=True)])
    given = take.number(fields, "centre")
    freeze = take.whole(fields, "freeze", minimum=1)
    centre = medians(batch, freeze) if given is None else np.array([given])
    found = run_chart(batch, centre)
    method = take.choice(fields, "method", METHODS, "anhoej")
    warnings = take.unknown(fields, KNOWN)
    if method != "anhoej" and box(int(found.useful[0])) is None:
        words = _("{method} is not defined for {n} useful points: anhoej was used")
        warnings.append(words.format(method=method, n=int(found.useful[0])))
        method = "anhoej"
    signal = bool(_signals(found, method)[0])
    return {
        "id": fields["id"],
        **({"dates": fields["dates"]} if "dates" in fields else {}),
        "centre": plain(found.centre)[0],
        "n_obs": int(found.observed[0]),
        "n_useful": int(found.useful[0]),
        "longest_run": int(found.longest_run[0]),
        "longest_run_max": int(found.longest_run_max[0]),
        "n_crossings": int(found.crossings[0]),
        "n_crossings_min": int(found.crossings_min[0]),
        "run_signal": bool(found.run_signal[0]),
        "crossings_signal": bool(found.crossings_signal[0]),
        "runs_signal": signal,
        "side": found.side.tolist(),
        "sentence": _sentence(signal),
        "method": method,
        "warnings": warnings,
    }


def _signals(found: RunChart, method: str) -> BoolArray:
    if method == "anhoej":
        return found.signal
    cut = method == "cutbox"
    return outside_box(found.useful, found.crossings, found.longest_run, found.signal, cut=cut)


def _sentence(signal: bool) -> str:
    if signal:
        return _("The points do not fall at random about the middle: the process has changed.")
    return _("The points fall about the middle as chance would have them.")


@app.command()
def runchart(
    schema: Annotated[bool, typer.Option("--schema", help=_("Print the fields and stop."))] = False,
) -> None:
    """Read series as JSON lines; write their runs tests as JSON lines."""
    if schema:
        print_schema(SCHEMA)
        return
    one_by_one(answer)
