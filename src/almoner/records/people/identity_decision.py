"""Decisions on identity: one row is what somebody decided of two records of people."""

from almoner.records.table import Table, day, number, text

TABLE = Table(
    name="identity_decision",
    title="Decisions on identity",
    one_row_is="what somebody decided of two records of people",
    subject="person_id",
    standard="Almoner",
    columns=(
        text("decision_id", "Key of the row.", required=True),
        text("person_id", "The one record.", required=True, refers="person"),
        text("other_id", "The other record.", required=True, refers="person"),
        text(
            "decision",
            "Whether they are one person. The records themselves stay as they are.",
            required=True,
            codes=("same", "different"),
        ),
        day("decided_on", "The day it was decided.", required=True),
        text("decided_by", "Who decided.", required=True),
        number("weight", "Match weight when it was decided.", unit="hundredths of a bit"),
        text("reason", "Why, in words."),
    ),
)
