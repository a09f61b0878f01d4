"""`almoner spc`: process limits, special causes and icons, one JSON line a series."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from almoner.cli import spc_lines
from almoner.cli.json_lines import Fields, Lines, batches, print_schema
from almoner.cli.spc_reading import WHY_STABLE, Plan, plan, read_plans
from almoner.cli.spc_request import IMPROVEMENT, understand
from almoner.reference.language import _
from almoner.signals.chart_choice import KINDS as SERIES_KINDS
from almoner.signals.charts import CHARTS
from almoner.signals.icons import ASSURANCE_ICONS, VARIATION_ICONS
from almoner.signals.running_charts import RUNNING, Gather
from almoner.signals.special_causes import KINDS, POINT_TYPES

app = typer.Typer()

TOGETHER = 500
"""Lines computed at once."""

NUMBER_OR_NULL = {"type": ["number", "null"]}
DATES = {"type": "array", "items": {"type": "string", "format": "date"}}


def _list_of(item: dict[str, Any], description: str) -> dict[str, Any]:
    return {"type": "array", "items": item, "description": description}


def _setting(name: str, description: str) -> dict[str, Any]:
    return {"type": "number", "default": getattr(Gather(), name), "description": description}


def input_schema() -> dict[str, Any]:
    """JSON Schema of one line of input."""
    return {
        "type": "object",
        "required": ["id"],
        "properties": {
            "id": {"type": ["string", "integer"]},
            "dates": {**DATES, "description": "One a value; points are put in this order."},
            "values": _list_of(NUMBER_OR_NULL, "null where a period has no value: left out."),
            "numerator": _list_of(NUMBER_OR_NULL, "with denominator, in place of values."),
            "denominator": _list_of(NUMBER_OR_NULL, "for charts p, u, pp and up."),
            "multiplier": {"type": "number", "default": 1, "description": "100 for per cent."},
            "chart": {
                "enum": [*CHARTS, *RUNNING, "auto"],
                "default": "xmr",
                "description": "pp and up are P' and U' (also spelt p' and u'); g: cases between "
                "events, t: time between events; run: runs tests about the median, given as mean; "
                "ewma and cusum: small lasting shifts; auto: chosen by kind and the series' own "
                "properties, season and memory taken out, as the pages choose it. Without it "
                "plain limits (xmr), with a warning where they do not fit.",
            },
            "ewma_weight": _setting("weight", "of the newest point in an EWMA, up to 1"),
            "ewma_width": _setting("width", "of the limits of an EWMA, in standard deviations"),
            "cusum_allowance": _setting("allowance", "of a CUSUM, in standard deviations"),
            "cusum_decision": _setting("decision", "interval of a CUSUM, in standard deviations"),
            "kind": {
                "enum": list(SERIES_KINDS),
                "default": "measure",
                "description": "What the series is, for chart auto.",
            },
            "auto_rebase": {
                "enum": ["none", "stable_shift", None],
                "default": "none",
                "description": "Open groups where the process moved and stayed.",
            },
            "improvement_direction": {
                "enum": list(IMPROVEMENT),
                "default": "neutral",
                "description": "Which way is better; neutral gives no good and no bad.",
            },
            "target": {**NUMBER_OR_NULL, "default": None},
            "rebase": {**DATES, "description": "A point on such a date opens a new group."},
            "fix_after_n_points": {
                "type": ["integer", "null"],
                "minimum": 12,
                "description": "Limits from the first n points of each group.",
            },
            "screen_outliers": {
                "type": "boolean",
                "default": True,
                "description": "Drop ranges of 3.267 mean ranges and more, once.",
            },
        },
    }


def output_schema() -> dict[str, Any]:
    """JSON Schema of one line of output."""
    limits = dict.fromkeys(spc_lines.LIMIT_NAMES, NUMBER_OR_NULL)
    kind: dict[str, Any] = {"enum": [*KINDS, None]}
    point_type: dict[str, Any] = {"enum": [*POINT_TYPES, None]}
    point: dict[str, Any] = {
        "date": {"type": ["string", "null"]},
        "value": NUMBER_OR_NULL,
        **limits,
    }
    point |= {"kind": kind, "point_type": point_type}
    columns = {name: _list_of(item, "one a point") for name, item in point.items()}
    return {
        "type": "object",
        "properties": {
            "id": {"type": ["string", "integer"]},
            "dates": columns.pop("date"),
            "values": columns.pop("value"),
            **columns,
            "points": _list_of({"type": "object", "properties": point}, "the same, by point"),
            "variation_icon": {"enum": [*VARIATION_ICONS, None]},
            "assurance_icon": {"enum": [*ASSURANCE_ICONS, None]},
            "chart": {"enum": [*CHARTS, *RUNNING]},
            "statistic": {
                "type": ["object", "null"],
                "description": "null but for charts ewma (ewma: weighted mean of every point; "
                "limits are its own), cusum (upper and lower sums of every point in standard "
                "deviations, and the decision interval; no limits) and run (runs tests, one entry "
                "a group; shift marks runs longer than chance explains)",
            },
            "chart_reason": _list_of({"type": "string"}, "why, where nobody asked for the chart"),
            "rebases": _list_of(
                {
                    "type": "object",
                    "properties": {
                        "position": {"type": "integer"},
                        "date": {"type": ["string", "null"]},
                        "by": {"enum": ["request", WHY_STABLE]},
                    },
                },
                "points that open a group",
            ),
            "warnings": _list_of({"type": "string"}, "what the reader should know"),
            "error": {"type": "string", "description": "only with id, when a line is refused"},
        },
    }


@app.command()
def spc(
    schema: Annotated[bool, typer.Option("--schema", help=_("Print the fields and stop."))] = False,
) -> None:
    """Read series as JSON lines; write their process limits and signals as JSON lines.

    Method: XmR charts as NHS England's Making data count draws them.
    """
    if schema:
        print_schema({"input": input_schema(), "output": output_schema()})
        return
    lines = Lines()
    for items in batches(lines.read(_understand), TOGETHER, lines.waiting):
        lines.write(_answer(items))
    lines.finish()


def _understand(fields: Fields) -> Plan:
    return plan(understand(fields))


def _answer(items: list[Any]) -> list[str]:
    """Answers in the order of the lines; those already refused keep their place."""
    plans = [item for item in items if isinstance(item, Plan)]
    answered = {
        id(made): line
        for group, batch, reading in read_plans(plans)
        for made, line in zip(group, spc_lines.answers(group, batch, reading), strict=True)
    }
    return [item if isinstance(item, str) else answered[id(item)] for item in items]
