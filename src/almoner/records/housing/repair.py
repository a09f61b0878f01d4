"""Repairs: one row is one repair asked for."""

from almoner.records.table import Table, day, flag, number, text

TABLE = Table(
    name="repair",
    title="Repairs",
    one_row_is="one repair asked for",
    subject="repair_id",
    standard="Tenant Satisfaction Measures RP02",
    columns=(
        text("repair_id", "Key of the row.", required=True),
        text("team_id", "The repairs team.", refers="team"),
        text("property_id", "The home.", required=True),
        day("reported_on", "The day it was reported.", required=True),
        flag("emergency", "Whether an emergency.", required=True),
        number("target_days", "The landlord's own target.", unit="days", required=True),
        day("completed_on", "The day it was completed; blank until then."),
        flag("right_first_time", "Whether it was put right at the first visit."),
    ),
)
