"""Absence: one row is one stretch of absence of a worker."""

from almoner.records.table import Table, day, number, text

TABLE = Table(
    name="absence",
    title="Absence",
    one_row_is="one stretch of absence of a worker",
    subject="worker_id",
    standard="Almoner",
    columns=(
        text("absence_id", "Key of the row.", required=True),
        text("worker_id", "The worker.", required=True),
        text("team_id", "The worker's team.", refers="team"),
        day("started_on", "First day absent.", required=True),
        number("working_days", "Working days lost.", unit="working days", required=True),
    ),
)
