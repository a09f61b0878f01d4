"""Safety checks of homes: one row is one check of one home."""

from almoner.records.table import Table, day, text

TABLE = Table(
    name="safety_check",
    title="Safety checks of homes",
    one_row_is="one check of one home",
    subject="property_id",
    standard="Tenant Satisfaction Measures BS01 to BS05",
    columns=(
        text("check_id", "Key of the row.", required=True),
        text("property_id", "The home.", required=True),
        text("team_id", "The team that sees to it.", refers="team"),
        text(
            "kind",
            "What was checked.",
            required=True,
            codes=("gas", "fire", "asbestos", "water", "lift"),
        ),
        day("checked_on", "The day of the check.", required=True),
        day("due_again_on", "The day by which the next is due; blank when none is."),
    ),
)
