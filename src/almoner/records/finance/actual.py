"""Spending: one row is one amount spent, in a month, by a team, on a heading."""

from almoner.records.table import Table, day, number, text

TABLE = Table(
    name="actual",
    title="Spending",
    one_row_is="one amount spent, in a month, by a team, on a heading",
    subject="line_id",
    standard="RO3 headings",
    columns=(
        text("line_id", "Key of the row.", required=True),
        text("team_id", "The budget holder.", refers="team"),
        text(
            "heading",
            "What it was spent on.",
            required=True,
            codes=(
                "residential children",
                "fostering",
                "family support",
                "children other",
                "residential and nursing adults",
                "home care",
                "direct payments",
                "adults other",
                "temporary accommodation",
                "repairs",
            ),
        ),
        day("month", "First day of the month.", required=True),
        number("budget", "Budget of the month.", unit="pence", required=True),
        number("amount", "Spent in the month.", unit="pence", required=True),
    ),
)
