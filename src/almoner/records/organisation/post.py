"""Posts: one row is one post that the council has, filled or vacant."""

from almoner.records.table import Table, day, number, text

TABLE = Table(
    name="post",
    title="Posts",
    one_row_is="one post that the council has, filled or vacant",
    subject="establishment_id",
    standard="Almoner",
    columns=(
        text("establishment_id", "Key of the row; vacancies name it as post_id.", required=True),
        text("team_id", "The team of the post.", refers="team"),
        text(
            "role",
            "What the post is.",
            codes=("social worker", "senior practitioner", "manager", "other"),
        ),
        number("fte", "Full-time equivalent.", unit="hundredths", required=True),
        day("started_on", "The day it was established.", required=True),
        day("ended_on", "Its last day; blank while it lasts."),
    ),
)
