"""Compliments: one row is one compliment."""

from almoner.records.table import Table, day, text

TABLE = Table(
    name="compliment",
    title="Compliments",
    one_row_is="one compliment",
    subject="compliment_id",
    standard="Almoner",
    columns=(
        text("compliment_id", "Key of the row.", required=True),
        text("team_id", "The team praised.", refers="team"),
        day("received_on", "The day it came.", required=True),
    ),
)
