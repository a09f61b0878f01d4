"""The fields that `almoner integrity` reads and writes."""

from __future__ import annotations

from almoner.cli import integrity_figures
from almoner.cli.integrity_cases import CALENDARS, COLUMNS, LONGEST
from almoner.reference.area import Nation
from almoner.signals.integrity.cases import USUAL_ALIKE, USUAL_HEAP
from almoner.signals.integrity.figures import FIGURE_KINDS
from almoner.signals.integrity.lead import KINDS

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
            "calendar": {
                "enum": list(CALENDARS),
                "default": "days",
                "description": "how threshold_days are counted: every day, or working days (Monday "
                "to Friday without the bank holidays of `nation`), from the day after the start",
            },
            "nation": {
                "enum": [nation.value for nation in Nation],
                "default": Nation.ENGLAND.value,
                "description": "whose bank holidays are no working days",
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
                "default": list(COLUMNS[:5]),
                "description": "order of the fields in each row; others are not used; recorded_on "
                "and opened_on (the day on which the case was asked for, from which the clock "
                "should run) may be left out, and what rests on them is then not asked",
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
                "description": "a case each: ISO dates; all but start may be null",
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
                        "shared": {
                            "type": "boolean",
                            "description": "all teams do alike: one question to the whole",
                        },
                        "months": {
                            "type": "object",
                            "description": "by team: the first and last month in which the cases "
                            "asked about began",
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
