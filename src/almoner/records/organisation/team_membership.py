"""Teams within services, dated: one row is one stretch for which a team belonged to a service."""

from almoner.records.table import Table, day, text

TABLE = Table(
    name="team_membership",
    title="Teams within services, dated",
    one_row_is="one stretch for which a team belonged to a service",
    subject="team_id",
    standard="Almoner",
    columns=(
        text("membership_id", "Key of the row.", required=True),
        text("team_id", "The team.", required=True, refers="team"),
        text("service", "The service that it belonged to.", required=True),
        day("started_on", "First day.", required=True),
        day("ended_on", "Last day; blank while it lasts."),
    ),
)
