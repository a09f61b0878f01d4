"""`almoner integrity`: questions worth asking of service records, JSON lines in and out."""

from __future__ import annotations

from typing import Annotated

import typer

from almoner.cli import fields as take
from almoner.cli import integrity_figures
from almoner.cli.integrity_cases import read_cases
from almoner.cli.integrity_schema import SCHEMA
from almoner.cli.json_lines import Fields, one_by_one, print_schema
from almoner.reference.language import _
from almoner.signals.integrity.decision import decide
from almoner.signals.integrity.questions import questions

app = typer.Typer()

KNOWN = frozenset(SCHEMA["input"]["properties"])


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
