"""`almoner forecast`: the next year with intervals and the error on held-out months."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import numpy as np
import typer

from almoner.cli import fields as take
from almoner.cli.json_lines import Fields, one_by_one, plain, print_schema
from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.signals.batch import FloatArray
from almoner.signals.forecast import METHODS, NAIVE, Forecast, chance_of_meeting, forecast
from almoner.signals.intervals import levels as as_fractions

app = typer.Typer()

MEASURED = ("mean", "sum", "last")
DIRECTIONS = {"increase": 1, "decrease": -1}

KNOWN = frozenset(
    {
        "id",
        "dates",
        "values",
        "horizon",
        "season",
        "levels",
        "minimum",
        "maximum",
        "target",
        "target_on",
        "year_starts_month",
        "improvement_direction",
    }
)

_LIST = {"type": "array", "items": {"type": ["number", "null"]}}

SCHEMA = {
    "input": {
        "type": "object",
        "required": ["id", "values"],
        "properties": {
            "id": {"type": ["string", "integer"]},
            "dates": {"type": "array", "description": "one a value, one a month"},
            "values": _LIST,
            "horizon": {"type": "integer", "default": 12, "description": "periods ahead"},
            "season": {"type": "integer", "default": 12, "description": "periods in a year"},
            "levels": {**_LIST, "default": [80, 95]},
            "minimum": {"type": "number", "description": "no forecast goes below this"},
            "maximum": {"type": "number", "description": "nor above this"},
            "target": {"type": ["number", "null"]},
            "target_on": {
                "enum": list(MEASURED),
                "default": "mean",
                "description": "what of the year is held against the target",
            },
            "year_starts_month": {
                "type": "integer",
                "default": 4,
                "description": "with dates: months already observed in the year now running count",
            },
            "improvement_direction": {"enum": list(DIRECTIONS), "description": "with target"},
        },
    },
    "output": {
        "type": "object",
        "properties": {
            "id": {"type": ["string", "integer"]},
            "method": {"enum": list(METHODS)},
            "mean": _LIST,
            "sd": {**_LIST, "description": "of the forecast's error"},
            "levels": _LIST,
            "lower": {"type": "array", "description": "one list a level"},
            "upper": {"type": "array", "description": "one list a level"},
            "back_test": {
                "type": "object",
                "properties": {
                    "error": {"type": "object", "description": "mean absolute error by method"},
                    "skill": {
                        "type": ["number", "null"],
                        "description": "1 - error / error of the better naive forecast",
                    },
                    "inside": {**_LIST, "description": "share held inside, by level"},
                    "points": {"type": "integer", "description": "held-out points"},
                },
            },
            "probability_of_target": {"type": ["number", "null"]},
            "sentence": {"type": "string"},
            "warnings": {"type": "array"},
            "error": {"type": "string", "description": "only with id, when a line is refused"},
        },
    },
}


def _bound(fields: Fields, name: str, none: float) -> float:
    found = take.number(fields, name)
    return none if found is None else found


def _months_of_year(fields: Fields, values: FloatArray) -> tuple[FloatArray, int] | None:
    """Values observed in the year now running, and how many months of it are to come.

    None without dates. Where the year has just ended, the next one is meant.
    """
    dates = take.dates(fields, "dates")
    if not dates:
        return None
    if len(dates) != len(values):
        raise take.refuse("dates", len(dates), _("{n} dates, one a value").format(n=len(values)))
    first = take.whole(fields, "year_starts_month", 4, minimum=1) or 4
    last = date.fromisoformat(dates[-1][:10])
    done = (last.month - first) % 12 + 1
    return (values[-done:], 12 - done) if done < 12 else (values[:0], 12)


def _chance(fields: Fields, values: FloatArray, ahead: Forecast) -> float | None:
    """Probability of meeting the target, or None without one."""
    target = take.number(fields, "target")
    if target is None:
        return None
    improvement = DIRECTIONS[take.choice(fields, "improvement_direction", tuple(DIRECTIONS), None)]
    measured = take.choice(fields, "target_on", MEASURED, "mean")
    year = _months_of_year(fields, values)
    if year is None:
        return chance_of_meeting(ahead, target, improvement, measured=measured)
    so_far, left = year
    if left > len(ahead.mean):
        raise take.refuse("horizon", len(ahead.mean), _("{n} or more").format(n=left))
    rest = ahead._replace(mean=ahead.mean[:left], sd=ahead.sd[:left])
    return chance_of_meeting(rest, target, improvement, measured=measured, so_far=so_far)


def _levels(fields: Fields) -> list[float]:
    """Levels of the intervals, as fractions."""
    asked = take.numbers(fields, "levels") if fields.get("levels") else [80, 95]
    try:
        return np.atleast_1d(as_fractions(asked)).tolist()
    except Refusal as refusal:
        refusal.column = "levels"
        raise


def answer(fields: Fields) -> Fields:
    """The forecast one line asks for. Raises Refusal naming the field."""
    values = np.array(take.numbers(fields, "values", nulls=True), dtype=np.float64)
    ahead = forecast(
        values,
        take.whole(fields, "horizon", 12, minimum=1) or 12,
        season=take.whole(fields, "season", 12, minimum=1) or 12,
        levels=_levels(fields),
        lowest=_bound(fields, "minimum", -np.inf),
        highest=_bound(fields, "maximum", np.inf),
    )
    chance = _chance(fields, values, ahead)
    return {
        "id": fields["id"],
        "method": ahead.method,
        "mean": plain(ahead.mean),
        "sd": plain(ahead.sd),
        "levels": plain(ahead.levels),
        "lower": plain(ahead.lower),
        "upper": plain(ahead.upper),
        "back_test": _back_test(ahead),
        "probability_of_target": chance,
        "sentence": _sentence(ahead, chance),
        "warnings": take.unknown(fields, KNOWN),
    }


def _naive_error(ahead: Forecast) -> float | None:
    return min((e for name, e in ahead.back_test.error.items() if name in NAIVE), default=None)


def _back_test(ahead: Forecast) -> dict[str, Any]:
    test, naive = ahead.back_test, _naive_error(ahead)
    skill = 1 - test.error[ahead.method] / naive if naive else None
    return {
        "error": test.error,
        "skill": skill,
        "inside": plain(test.inside),
        "points": test.points,
    }


def _sentence(ahead: Forecast, chance: float | None) -> str:
    """What the forecast is worth, and what it says of the target."""
    naive = _naive_error(ahead)
    if not ahead.back_test.points:
        words = _("The series is too short to test a forecast on it.")
    elif ahead.method in NAIVE or not naive:
        words = _("No model did better on the held-out months than carrying the past forward.")
    else:
        error = ahead.back_test.error[ahead.method]
        words = _(
            "On held-out months the forecast was wrong by {error:.3g} on average, {skill:.0%} "
            "less than carrying the past forward."
        ).format(error=error, skill=1 - error / naive)
    if chance is None:
        return words
    return (
        words + " " + _("The chance of meeting the target is {chance:.0%}.").format(chance=chance)
    )


@app.command(name="forecast")
def command(
    schema: Annotated[bool, typer.Option("--schema", help=_("Print the fields and stop."))] = False,
) -> None:
    """Read series as JSON lines; write forecasts with intervals as JSON lines."""
    if schema:
        print_schema(SCHEMA)
        return
    one_by_one(answer)
