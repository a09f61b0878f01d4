"""Temporary accommodation: one row is one stretch in temporary accommodation."""

from almoner.records.table import Table, day, flag, text

TABLE = Table(
    name="temporary_accommodation",
    title="Temporary accommodation",
    one_row_is="one stretch in temporary accommodation",
    subject="person_id",
    standard="H-CLIC",
    columns=(
        text("stay_id", "Key of the row.", required=True),
        text("person_id", "Whose record this is.", required=True, refers="person"),
        text("case_id", "The homelessness case.", required=True, refers="homelessness_case"),
        text("team_id", "The team that did, or holds, the work.", refers="team"),
        text(
            "kind",
            "What it was.",
            required=True,
            codes=(
                "bed and breakfast",
                "nightly paid",
                "hostel",
                "private leased",
                "council stock",
                "other",
            ),
        ),
        flag("has_children", "Whether the household has children."),
        day("started_on", "First night.", required=True),
        day("ended_on", "Last night; blank while it lasts."),
    ),
)
