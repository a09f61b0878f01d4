"""Vacancies: one row is one stretch for which a post was vacant."""

from almoner.records.table import Table, day, number, text

TABLE = Table(
    name="vacancy",
    title="Vacancies",
    one_row_is="one stretch for which a post was vacant",
    subject="post_id",
    standard="Almoner",
    columns=(
        text("vacancy_id", "Key of the row.", required=True),
        text("post_id", "The vacant post.", required=True),
        text("team_id", "The team of the post.", refers="team"),
        number("fte", "Full-time equivalent.", unit="hundredths", required=True),
        day("started_on", "First day vacant.", required=True),
        day("ended_on", "Last day vacant; blank while it lasts."),
    ),
)
