"""`almoner intervals`: confidence intervals by the public health methods, JSON lines in and out."""

from __future__ import annotations

from typing import Annotated

import numpy as np
import typer

from almoner.cli import fields as take
from almoner.cli.json_lines import Fields, one_by_one, plain, print_schema
from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.signals import intervals as method
from almoner.signals.batch import FloatArray
from almoner.signals.intervals import Interval
from almoner.signals.standardisation import direct, expected_events, indirect

app = typer.Typer()

METHODS = ("wilson", "byar", "exact", "t", "dsr", "indirect")

NUMBERS = {"type": "array", "items": {"type": ["number", "null"]}}
STRATA = {"type": "array", "description": "one entry a stratum, or one such list an area"}

SCHEMA = {
    "input": {
        "type": "object",
        "required": ["id", "method"],
        "properties": {
            "id": {"type": ["string", "integer"]},
            "method": {
                "enum": list(METHODS),
                "description": "wilson: proportions. byar: rates, exact below 10 events. "
                "exact: rates, chi-squared limits at any count. t: means. "
                "dsr: directly standardised rates. indirect: observed over expected.",
            },
            "numerator": {
                **NUMBERS,
                "description": "counts; for dsr by stratum, one list or one an area (also counts)",
            },
            "denominator": {
                **NUMBERS,
                "description": "wilson: cases. byar, exact: exposure. indirect: expected events, "
                "or populations by stratum where reference counts are given. dsr: populations "
                "by stratum (also populations).",
            },
            "values": {
                "type": "array",
                "description": "t: a sample, or a list of samples; nulls are left out "
                "(also numerator)",
            },
            "standard": {
                **STRATA,
                "description": "dsr: the standard population by stratum "
                "(also standard_populations, standard_population, stdpop)",
            },
            "reference_numerator": {**STRATA, "description": "indirect: reference events"},
            "reference_denominator": {**STRATA, "description": "indirect: reference population"},
            "confidence": {
                "default": 0.95,
                "description": "0.95 or 95, or a list of levels",
            },
            "multiplier": {"type": "number", "default": 1},
        },
    },
    "output": {
        "type": "object",
        "properties": {
            "id": {"type": ["string", "integer"]},
            "method": {"enum": list(METHODS)},
            "confidence": {"description": "as fractions, in the shape that was asked for"},
            "value": {**NUMBERS, "description": "one an item, null where there is none"},
            "lower": {"description": "one an item; one such list a level for several levels"},
            "upper": {"description": "as lower"},
            "expected": {**NUMBERS, "description": "indirect only"},
            "warnings": {"type": "array", "items": {"type": "string"}},
            "error": {"type": "string", "description": "only with id, when a line is refused"},
        },
    },
}


ALSO = {
    "numerator": ("counts", "count"),
    "denominator": ("populations", "population"),
    "standard": ("standard_populations", "standard_population", "stdpop"),
}
"""Other names under which a field is taken."""

KNOWN = frozenset(
    {
        "id",
        "method",
        "numerator",
        "denominator",
        "values",
        "standard",
        *(name for names in ALSO.values() for name in names),
        "reference_numerator",
        "reference_denominator",
        "confidence",
        "multiplier",
    }
)


def _column(fields: Fields, name: str) -> FloatArray:
    return np.array(take.numbers(fields, name, nulls=True), dtype=np.float64)


def _strata(fields: Fields, name: str) -> FloatArray:
    """A table with one row an area and one column a stratum, from a list or a list of lists."""
    found = fields.get(name)
    if not isinstance(found, list) or not found or not isinstance(found[0], list):
        return np.atleast_2d(np.array(take.numbers(fields, name), dtype=np.float64))
    rows = [take.numbers({name: row}, name) for row in found]
    if len({len(row) for row in rows}) > 1:
        raise take.refuse(name, [len(row) for row in rows], _("as many strata in every area"))
    return np.array(rows, dtype=np.float64)


def _t(fields: Fields, confidence: FloatArray) -> Interval:
    """Means of one sample, or of several."""
    name = "values" if "values" in fields or "numerator" not in fields else "numerator"
    found = fields.get(name)
    several = isinstance(found, list) and bool(found) and isinstance(found[0], list)
    samples = (
        [take.numbers({name: row}, name, nulls=True) for row in found]
        if several and isinstance(found, list)
        else [take.numbers(fields, name, nulls=True)]
    )
    arrays = [
        np.array([x for x in sample if x is not None], dtype=np.float64) for sample in samples
    ]
    mean = [sample.mean() if sample.size else np.nan for sample in arrays]
    sd = [sample.std(ddof=1) if sample.size > 1 else np.nan for sample in arrays]
    return method.mean_t(mean, sd, [sample.size for sample in arrays], confidence)


def _by_usual_names(fields: Fields) -> Fields:
    """The fields, each under its first name."""
    found = dict(fields)
    for name, others in ALSO.items():
        for other in others:
            if other in found:
                found.setdefault(name, found[other])
    return found


def _indirect(fields: Fields, confidence: FloatArray) -> tuple[Interval, FloatArray]:
    """The ratio and the events expected: given, or from a reference by stratum."""
    if "reference_numerator" not in fields:
        expected = _column(fields, "denominator")
        return indirect(_column(fields, "numerator"), expected, confidence), expected
    expected = expected_events(
        _strata(fields, "denominator"),
        _strata(fields, "reference_numerator"),
        _strata(fields, "reference_denominator"),
    )
    observed = _strata(fields, "numerator").sum(axis=1)
    return indirect(observed, expected, confidence), expected


def _compute(fields: Fields, name: str, confidence: FloatArray) -> Interval:
    if name == "wilson":
        return method.wilson(
            _column(fields, "numerator"), _column(fields, "denominator"), confidence
        )
    if name == "byar":
        return method.rate(_column(fields, "numerator"), _column(fields, "denominator"), confidence)
    if name == "exact":
        return method.exact_rate(
            _column(fields, "numerator"), _column(fields, "denominator"), confidence
        )
    if name == "t":
        return _t(fields, confidence)
    standard = _strata(fields, "standard")
    return direct(
        _strata(fields, "numerator"), _strata(fields, "denominator"), standard, confidence
    )


def answer(fields: Fields) -> Fields:
    """The interval one line asks for. Raises Refusal naming the field."""
    warnings, fields = take.unknown(fields, KNOWN), _by_usual_names(fields)
    name = take.choice(fields, "method", METHODS, None)
    try:
        confidence = method.levels(fields.get("confidence", 0.95))
    except (TypeError, ValueError):
        raise take.refuse(
            "confidence", fields["confidence"], _("a number such as 0.95 or 95, or several")
        ) from None
    multiplier = take.number(fields, "multiplier", 1.0)
    assert multiplier is not None
    extra: Fields = {}
    try:
        if name == "indirect":
            found, expected = _indirect(fields, confidence)
            extra["expected"] = plain(expected)
        else:
            found = _compute(fields, name, confidence)
    except Refusal as refusal:
        refusal.column = refusal.column or "numerator"
        raise
    found = found.times(multiplier)
    return {
        "id": fields["id"],
        "method": name,
        "confidence": confidence.tolist(),
        "value": plain(found.value),
        "lower": plain(found.lower),
        "upper": plain(found.upper),
        **extra,
        "warnings": warnings,
    }


@app.command()
def intervals(
    schema: Annotated[bool, typer.Option("--schema", help=_("Print the fields and stop."))] = False,
) -> None:
    """Read counts as JSON lines; write their confidence intervals as JSON lines."""
    if schema:
        print_schema(SCHEMA)
        return
    one_by_one(answer)
