"""Supervision: one row is one supervision due to a worker."""

from almoner.records.table import Table, day, text

TABLE = Table(
    name="supervision",
    title="Supervision",
    one_row_is="one supervision due to a worker",
    subject="worker_id",
    standard="Almoner",
    columns=(
        text("supervision_id", "Key of the row.", required=True),
        text("worker_id", "The worker.", required=True),
        text("team_id", "The worker's team.", refers="team"),
        day("due_on", "The day by which it was due.", required=True),
        day("held_on", "The day it was held; blank if it was not."),
    ),
)
