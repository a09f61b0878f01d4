"""Complaints: one row is one complaint."""

from almoner.records.table import Table, day, flag, number, text

TABLE = Table(
    name="complaint",
    title="Complaints",
    one_row_is="one complaint",
    subject="complaint_id",
    standard="Complaint Handling Code",
    columns=(
        text("complaint_id", "Key of the row.", required=True),
        text("team_id", "The team complained of.", refers="team"),
        text(
            "about",
            "The service complained of.",
            codes=("landlord", "homelessness", "adults", "children"),
        ),
        number("stage", "Stage of the procedure.", unit="stage", required=True),
        day("received_on", "The day it came.", required=True),
        day("answered_on", "The day it was answered; blank until then."),
        flag("upheld", "Whether it was upheld, in full or in part."),
    ),
)
