"""`almoner digits`: first and last digits of values, JSON lines in and out."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import numpy as np
import typer

from almoner.cli import fields as take
from almoner.cli.json_lines import Fields, one_by_one, plain, print_schema
from almoner.reference.language import _
from almoner.signals.digits import LEAST_SPAN, NAMES, WHICH, Digits, mantissas
from almoner.signals.digits import digits as count

app = typer.Typer()

_NUMBER = {"type": ["number", "null"]}
_NUMBERS = {"type": "array", "items": {"type": "number"}}
_WHOLES = {"type": "array", "items": {"type": "integer"}}

SCHEMA = {
    "input": {
        "type": "object",
        "required": ["id", "values"],
        "properties": {
            "id": {"type": ["string", "integer"]},
            "values": {"type": "array", "items": {"type": ["number", "null"]}},
            "digits": {
                "enum": list(WHICH),
                "default": "last",
                "description": "first ones against Benford's law, last ones against an even spread",
            },
        },
    },
    "output": {
        "type": "object",
        "properties": {
            "id": {"type": ["string", "integer"]},
            "digits": {"enum": list(WHICH)},
            "n": {"type": "integer", "description": "values with such a digit"},
            "digit": _WHOLES,
            "counts": _WHOLES,
            "expected": _NUMBERS,
            "z": {**_NUMBERS, "description": "standard errors from the expected count"},
            "chi_squared": {"type": "number"},
            "degrees_of_freedom": {"type": "integer"},
            "p": {"type": "number"},
            "mean_absolute_deviation": {"type": "number"},
            "conformity": {"enum": [*NAMES, None], "description": "Nigrini's bands; not for last"},
            "preferred": {**_WHOLES, "description": "digits with more than chance would give"},
            "mantissa": {
                "type": ["object", "null"],
                "description": "of log10: mean, variance, skewness, excess kurtosis; distortion in "
                "per cent; span in orders of magnitude",
            },
            "sentence": {"type": "string"},
            "warnings": {"type": "array", "items": {"type": "string"}},
            "error": {"type": "string", "description": "only with id, when a line is refused"},
        },
    },
}
KNOWN = frozenset(SCHEMA["input"]["properties"])


def _sentence(found: Digits) -> str:
    if not len(found.preferred):
        return _("No digit occurs more often than chance allows.")
    names = ", ".join(map(str, found.preferred.tolist()))
    own = int(found.counts[np.isin(found.digits, found.preferred)].sum())
    usual = found.expected[np.isin(found.digits, found.preferred)].sum()
    return _(
        "{own} of {n} values have the digits {names}, where {usual:.0f} would be expected. Values "
        "estimated afterwards, or prices set so, show the same."
    ).format(own=own, n=int(found.counts.sum()), names=names, usual=usual)


def answer(fields: Fields) -> Fields:
    """The digits one line asks about. Raises Refusal naming the field."""
    values = np.array(take.numbers(fields, "values", nulls=True), dtype=np.float64)
    which = take.choice(fields, "digits", WHICH, "last")
    found, moments = count(values, which), mantissas(values)
    warnings = take.unknown(fields, KNOWN)
    if not which.startswith("last") and (moments is None or moments.span < LEAST_SPAN):
        warnings.append(
            _("values within two orders of magnitude: Benford's law is not to be expected")
        )
    return {
        "id": fields["id"],
        "digits": which,
        "n": int(found.counts.sum()),
        "digit": found.digits.tolist(),
        "counts": found.counts.tolist(),
        "expected": plain(found.expected),
        "z": plain(found.z),
        "chi_squared": found.chi_squared,
        "degrees_of_freedom": found.freedom,
        "p": found.p,
        "mean_absolute_deviation": found.deviation,
        "conformity": found.conformity,
        "preferred": found.preferred.tolist(),
        "mantissa": moments
        and {name: plain(np.array(number)) for name, number in asdict(moments).items()},
        "sentence": _sentence(found),
        "warnings": warnings,
    }


@app.command()
def digits(
    schema: Annotated[bool, typer.Option("--schema", help=_("Print the fields and stop."))] = False,
) -> None:
    """Read values as JSON lines; write how their digits are spread as JSON lines."""
    if schema:
        print_schema(SCHEMA)
        return
    one_by_one(answer)
