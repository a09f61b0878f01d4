"""Strengths and difficulties scores: one row is one completed questionnaire."""

from almoner.records.table import Table, day, number, text

TABLE = Table(
    name="sdq_score",
    title="Strengths and difficulties scores",
    one_row_is="one completed questionnaire",
    subject="person_id",
    standard="Standard Safeguarding Dataset",
    standard_table="ssd_sdq_scores",
    columns=(
        text("sdq_id", "Key of the row.", standard="csdq_table_id", required=True),
        text(
            "person_id",
            "Whose record this is.",
            required=True,
            refers="person",
            standard="csdq_person_id",
        ),
        text("team_id", "The team that did, or holds, the work.", refers="team"),
        day(
            "completed_on",
            "The day it was completed.",
            standard="csdq_sdq_completed_date",
            required=True,
        ),
        number(
            "score",
            "Total difficulties score, 0 to 40.",
            unit="points",
            required=True,
            standard="csdq_sdq_score",
        ),
    ),
)
