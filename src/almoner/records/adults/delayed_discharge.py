"""Delayed discharges: one row is one stretch for which a discharge from hospital was delayed."""

from almoner.records.table import Table, day, text

TABLE = Table(
    name="delayed_discharge",
    title="Delayed discharges",
    one_row_is="one stretch for which a discharge from hospital was delayed",
    subject="person_id",
    standard="Delayed discharge collection",
    columns=(
        text("delay_id", "Key of the row.", required=True),
        text("person_id", "Whose record this is.", required=True, refers="person"),
        text("team_id", "The hospital team.", refers="team"),
        day("ready_on", "The day the person was ready to leave.", required=True),
        day("left_on", "The day the person left; blank while the delay lasts."),
        text(
            "reason",
            "Whose delay it was.",
            codes=(
                "social care",
                "health",
                "both",
            ),
        ),
    ),
)
