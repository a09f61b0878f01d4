"""`almoner integrity`: questions worth asking of service records, JSON lines in and out."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import numpy as np
import typer

from almoner.cli import fields as take
from almoner.cli import integrity_figures
from almoner.cli.json_lines import Fields, one_by_one, print_schema
from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.signals.batch import FloatArray
from almoner.signals.integrity.cases import USUAL_ALIKE, USUAL_HEAP, Cases
from almoner.signals.integrity.decision import decide
from almoner.signals.integrity.figures import FIGURE_KINDS
from almoner.signals.integrity.lead import KINDS
from almoner.signals.integrity.questions import questions

app = typer.Typer()

COLUMNS = ("id", "team", "start", "end", "recorded_on")
NEEDED = COLUMNS[:4]
KNOWN = frozenset({"id", "threshold_days", "usual_heap", "usual_alike", "columns", "rows"})
KNOWN |= integrity_figures.FIELDS.keys()
LONGEST = 3660
"""Days that a limit may have: ten years."""

_EPOCH = date(1970, 1, 1).toordinal()

SCHEMA = {
    "input": {
        "type": "object",
        "required": ["id"],
        "properties": {
            "id": {"type": ["string", "integer"]},
            **integrity_figures.FIELDS,
            "threshold_days": {
                "type": "integer",
                "maximum": LONGEST,
                "description": "needed for cases: the last day in time, from the start",
            },
            "usual_alike": {
                "type": "number",
                "minimum": 0,
                "maximum": 1,
                "default": USUAL_ALIKE,
                "description": "share of cases that may have the same dates as another of their "
                "team: raise it where families are seen together",
            },
            "columns": {
                "type": "array",
                "items": {"enum": list(COLUMNS)},
                "default": list(COLUMNS),
                "description": "order of the fields in each row; others are not used; recorded_on "
                "may be left out, and what rests on it is then not asked",
            },
            "usual_heap": {
                "type": "number",
                "minimum": 0,
                "maximum": 1,
                "default": USUAL_HEAP,
                "description": "share of all cases that may stand in the last days in time beyond "
                "a smooth curve: raise it where staff are known to chase what is nearly due",
            },
            "rows": {
                "type": "array",
                "items": {"type": ["array", "object"]},
                "description": "a case each: ISO dates; end and recorded_on may be null",
            },
        },
    },
    "output": {
        "type": "object",
        "properties": {
            "id": {"type": ["string", "integer"]},
            "suspected": {"type": "boolean", "description": "there is a question worth asking"},
            "score": {
                "type": "number",
                "description": "0 to 1, suspected from 0.5; about one clean set in a hundred is",
            },
            "kinds": {
                "type": "array",
                "description": "what to ask about, strongest first; empty unless suspected",
                "items": {
                    "type": "object",
                    "properties": {
                        "kind": {"enum": [*KINDS, *FIGURE_KINDS]},
                        "teams": {
                            "type": "array",
                            "description": "strongest first; all of them where all do alike",
                        },
                        "ids": {
                            "type": "array",
                            "description": "cases worth a look, or numbers of figures from 1",
                        },
                        "evidence": {
                            "type": "string",
                            "description": "figures and what is usual, a sentence a team",
                        },
                        "innocent": {
                            "type": "array",
                            "items": {"type": "string"},
                            "description": "explanations without wrong, to rule out first",
                        },
                        "q": {
                            "type": "number",
                            "description": "false discovery rate over all teams and kinds",
                        },
                    },
                },
            },
            "warnings": {"type": "array", "items": {"type": "string"}},
            "error": {"type": "string", "description": "only with id, when a line is refused"},
        },
    },
}


def _columns(fields: Fields) -> list[str]:
    names = fields.get("columns")
    if names is None:
        return list(COLUMNS)
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise take.refuse("columns", names, _("a list of names"))
    if any(name not in names for name in NEEDED) or len(set(names)) < len(names):
        raise take.refuse("columns", names, _("each once: {list}").format(list=", ".join(NEEDED)))
    return names


def _tabled(fields: Fields) -> dict[str, list[Any]]:
    """The five columns of the rows, whichever way the rows are written."""
    rows, names = fields.get("rows"), _columns(fields)
    if not isinstance(rows, list):
        raise take.refuse("rows", rows, _("a list of rows"))
    places = [names.index(name) if name in names else None for name in COLUMNS]
    table = []
    for number, row in enumerate(rows, start=1):
        if isinstance(row, dict):
            table.append([row.get(name) for name in COLUMNS])
        elif isinstance(row, list) and len(row) == len(names):
            table.append([None if place is None else row[place] for place in places])
        else:
            raise take.refuse(
                _("rows, item {n}").format(n=number), row, _("{n} values").format(n=len(names))
            )
    return {name: [row[at] for row in table] for at, name in enumerate(COLUMNS)}


def _days(name: str, column: list[Any], *, needed: bool) -> FloatArray:
    days = np.full(len(column), np.nan)
    for row, found in enumerate(column):
        if (found is None or found == "") and not needed:
            continue
        try:
            days[row] = date.fromisoformat(found[:10]).toordinal() - _EPOCH
        except (TypeError, ValueError):
            raise Refusal(
                _("cannot be used"),
                column=_("rows, item {n}, {name}").format(n=row + 1, name=name),
                found=found,
                expected=_("a date such as 2024-04-01") + ("" if needed else " " + _("or null")),
            ) from None
    return days


def _named(name: str, column: list[Any]) -> list[Any]:
    for row, found in enumerate(column, start=1):
        if type(found) not in (str, int):
            where = _("rows, item {n}, {name}").format(n=row, name=name)
            raise take.refuse(where, found, _("a text or whole number"))
    return column


def read_cases(fields: Fields) -> Cases:
    """The cases on one line. Raises Refusal naming the field and row."""
    limit = take.whole(fields, "threshold_days", minimum=1)
    if limit is None or limit > LONGEST:
        words = _("a whole number, 1 or more, up to {most}").format(most=LONGEST)
        raise take.refuse("threshold_days", limit, words)
    table = _tabled(fields)
    ids, names = _named("id", table["id"]), _named("team", table["team"])
    teams = list(dict.fromkeys(names))
    place = {name: at for at, name in enumerate(teams)}
    return Cases(
        limit=limit,
        ids=ids,
        teams=teams,
        team=np.array([place[name] for name in names], dtype=np.int64),
        start=_days("start", table["start"], needed=True),
        end=_days("end", table["end"], needed=False),
        recorded=_days("recorded_on", table["recorded_on"], needed=False),
        usual_heap=_share(fields, "usual_heap", USUAL_HEAP),
        usual_alike=_share(fields, "usual_alike", USUAL_ALIKE),
    )


def _share(fields: Fields, name: str, usual: float) -> float:
    share = take.number(fields, name, usual)
    if share is None or not 0 <= share <= 1:
        raise take.refuse(name, share, _("a share from 0 to 1"))
    return share


def answer(fields: Fields) -> Fields:
    """What one line's cases, or figures, give reason to ask. Raises Refusal naming the field."""
    what = take.choice(fields, "what", integrity_figures.WHAT, "cases")
    if what != "cases":
        return {
            **integrity_figures.answer(fields, what),
            "warnings": take.unknown(fields, KNOWN),
        }
    cases = read_cases(fields)
    found = decide(cases)
    return {
        "id": fields["id"],
        "suspected": found.suspected,
        "score": round(found.score, 4),
        "kinds": questions(cases, found),
        "warnings": take.unknown(fields, KNOWN),
    }


@app.command()
def integrity(
    schema: Annotated[bool, typer.Option("--schema", help=_("Print the fields and stop."))] = False,
) -> None:
    """Read sets of cases as JSON lines; write what is worth asking about each as JSON lines.

    Every finding is a question, with what is usual and with innocent explanations: never a verdict.
    """
    if schema:
        print_schema(SCHEMA)
        return
    one_by_one(answer)
