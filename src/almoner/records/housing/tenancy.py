"""Tenancies: one row is one tenancy of a home of the landlord."""

from almoner.records.table import Table, day, number, text

TABLE = Table(
    name="tenancy",
    title="Tenancies",
    one_row_is="one tenancy of a home of the landlord",
    subject="property_id",
    standard="Almoner",
    columns=(
        text("tenancy_id", "Key of the row.", required=True),
        text("property_id", "The home.", required=True),
        text("tenant_id", "The main tenant.", refers="person"),
        text("team_id", "The team that manages it.", refers="team"),
        text("kind", "What it is.", codes=("introductory", "secure", "flexible", "licence")),
        day("started_on", "First day.", required=True),
        day("ended_on", "Last day; blank while it lasts."),
        text(
            "end_reason",
            "Why it ended.",
            codes=("transfer", "gave notice", "evicted", "abandoned", "died", "other"),
        ),
        number("weekly_rent", "Rent of a week.", unit="pence"),
    ),
)
